// @differentiable
export function sumUntilNegative(xs: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    if (x < 0) break;
    sum += x * x * x;
  }
  return sum;
}

export const points: Parameters<typeof sumUntilNegative>[] = [
  [new Float64Array([1, 2, -3, 4])],
  [new Float64Array([1, 2, 3])],
  [new Float64Array([-1, 2])],
  [new Float64Array([])],
];

export const expected = [
  { value: 9, gradient: new Float64Array([3, 12, 0, 0]) },
  { value: 36, gradient: new Float64Array([3, 12, 27]) },
  { value: 0, gradient: new Float64Array([0, 0]) },
  { value: 0, gradient: new Float64Array([]) },
];
