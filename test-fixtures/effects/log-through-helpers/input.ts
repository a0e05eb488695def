/** Effects of helpers, of recursion and of callbacks: once each, in the order of the program, with the values of the program. */
const log: string[] = [];

export const effects = {
  reset(): void {
    log.length = 0;
  },
  read: (): unknown => [...log],
};

function root(x: number, note: (what: string) => void): number {
  let y = x;
  let turns = 0;
  while (Math.abs(y * y - x) > 1e-9) {
    y = 0.5 * (y + x / y);
    turns++;
    log.push(`turn ${turns}`);
    note(`after ${turns}`);
  }
  return y;
}

function fold(xs: Float64Array, from: number, note: (what: string) => void): number {
  log.push(`fold ${from}`);
  if (from >= xs.length) return 1;
  const rest = fold(xs, from + 1, note);
  log.push(`back ${from}`);
  return rest * root(xs[from]!, note) + xs[from]!;
}

// @differentiable
export function logged(xs: Float64Array): number {
  const counter = { calls: 0 };
  const note = (what: string): void => {
    counter.calls++;
    log.push(`${what}: call ${counter.calls}`);
  };
  const result = fold(xs, 0, note);
  log.push('done');
  return result;
}

export const cases = ['RA24'];

export const points: Parameters<typeof logged>[] = [[new Float64Array([2, 3, 5])]];
