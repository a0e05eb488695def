/** What is left of options goes on to where it is asked for. */
interface Options {
  algorithm?: 'plain' | 'scaled';
  scale?: number;
  weights?: Float64Array;
}

function weighted(xs: Float64Array, options: Omit<Options, 'algorithm'> = {}): number {
  const { scale = 2, weights = xs } = options;
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += scale * weights[i]! * xs[i]! ** 2;
  return sum;
}

function chosen(xs: Float64Array, options: Options = {}): number {
  const { algorithm = 'plain', ...rest } = options;
  if (algorithm === 'plain') return weighted(xs, rest) + (rest.scale ?? 1);
  const { weights, ...scale } = rest;
  return weighted(xs, scale) + weights![0]!;
}

// @differentiable
export function energy(xs: Float64Array, ws: Float64Array, k: number, options: Options): number {
  return (
    chosen(xs) * chosen(xs, { scale: k }) +
    chosen(xs, { weights: ws, algorithm: 'scaled', scale: k * k }) +
    chosen(ws, options)
  );
}

export const points: Parameters<typeof energy>[] = [
  [Float64Array.of(1, 2), Float64Array.of(0.5, -1), 1.5, {}],
  [Float64Array.of(1, 2), Float64Array.of(0.5, -1), 1.5, { scale: 3, weights: Float64Array.of(2, 1) }],
  [Float64Array.of(1, 2), Float64Array.of(0.5, -1), 1.5, { algorithm: 'scaled', weights: Float64Array.of(2, 1) }],
];
