// @differentiable
export function pairwiseSum(xs: Float64Array, from: number, to: number): number {
  if (to - from === 1) return xs[from]! ** 2;
  if (to <= from) return 0;
  const middle = (from + to) >> 1;
  return pairwiseSum(xs, from, middle) + pairwiseSum(xs, middle, to);
}

export const points: Parameters<typeof pairwiseSum>[] = [
  [new Float64Array([1, 2, 3, 4, 5]), 0, 5],
  [new Float64Array([]), 0, 0],
];

export const discrete = [1, 2];

export const expected = [{ value: 55, gradient: [new Float64Array([2, 4, 6, 8, 10]), 0, 0] }];
