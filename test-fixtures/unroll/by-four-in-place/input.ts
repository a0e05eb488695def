/** Elements of the array say how far the next turn looks; a return leaves the loop from the middle of four turns. */
// @differentiable
export function smooth(xs: Float64Array, limit: number): number {
  // @unroll 4
  for (let i = 1; i < xs.length; i++) {
    if (xs[i]! > limit) return xs[i]! * xs[0]!;
    xs[i] = 0.5 * (xs[i]! + xs[i - 1]!);
    if (i % 2 === 0) continue;
    xs[i]! *= xs[i]!;
  }
  return xs[xs.length - 1]!;
}

export const points: Parameters<typeof smooth>[] = [
  [new Float64Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 100],
  [new Float64Array([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]), 6.5],
  [new Float64Array([1, 2, 3, 4]), 3.5],
  [new Float64Array([1]), 5],
];

export const discrete = [1];
