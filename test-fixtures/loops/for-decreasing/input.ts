// @differentiable
export function horner(coefficients: number[], x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i]!;
  return value;
}

export const points: Parameters<typeof horner>[] = [
  [[1, -2, 0.5, 3], 1.5],
  [[4], 2],
  [[], 2],
];

export const expected = [
  { value: 1 - 3 + 1.125 + 10.125, gradient: [[1, 1.5, 2.25, 3.375], -2 + 1.5 + 9 * 2.25] },
  { value: 4, gradient: [[1], 0] },
  { value: 0, gradient: [[], 0] },
];
