// @differentiable
export function energy(xs: Float64Array, ys: number[]): number {
  let sum = 0;
  // @unroll 2
  for (const x of xs) sum += x * x * sum + x;
  // @unroll 4
  for (const [i, y] of ys.entries()) sum += i * y * xs[0]!;
  return sum;
}

export const points: Parameters<typeof energy>[] = [
  [new Float64Array([0.1, 0.2, 0.3]), [1, 2, 3, 4, 5]],
  [new Float64Array([0.1, 0.2]), [1, 2, 3, 4]],
  [new Float64Array([0.4]), []],
];
