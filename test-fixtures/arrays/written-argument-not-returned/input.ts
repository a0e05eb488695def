/** The function returns only part of what it wrote. */
// @differentiable
export function lastOfRunningProduct(xs: Float64Array): number {
  for (let i = 1; i < xs.length; i++) xs[i]! *= xs[i - 1]!;
  return xs[xs.length - 1]!;
}

export const points: Parameters<typeof lastOfRunningProduct>[] = [
  [new Float64Array([2, 3, 4])],
  [new Float64Array([0, 3, 4])],
];

export const expected = [
  { value: 24, gradient: new Float64Array([12, 8, 6]) },
  { value: 0, gradient: new Float64Array([12, 0, 0]) },
];
