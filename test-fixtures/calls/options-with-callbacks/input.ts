/** Options with functions in them: taken apart by a pattern with defaults, or read by name. */
type Options = { rate: (t: number, y: number) => number; step: number; turns?: number };

function integrate(options: Options, y0: number): number {
  let y = y0;
  const turns = options.turns ?? 4;
  for (let i = 0; i < turns; i++) {
    y += options.step * options.rate(i * options.step, y);
    if (y > 50) break;
  }
  return y;
}

type Root = { f: (x: number) => number; df: (x: number) => number; from?: number; tolerance?: number };

function root({ f, df, from = 1, tolerance = 1e-12 }: Root): number {
  let x = from;
  for (let i = 0; i < 30; i++) {
    const change = f(x) / df(x);
    x -= change;
    if (Math.abs(change) < tolerance) return x;
  }
  throw new Error('no root');
}

// @differentiable
export function solved(x: number, k: number): number {
  const grown = integrate({ rate: (t, y) => k * y + t * x, step: 0.1 * x }, x);
  const few = integrate({ rate: (t, y) => y * t * 9, step: 0.2, turns: 9 }, x);
  return grown * few + root({ f: (y) => y * y - k, df: (y) => 2 * y, from: k + 1 });
}

export const points: Parameters<typeof solved>[] = [
  [1.5, 0.7],
  [30, 2],
];
