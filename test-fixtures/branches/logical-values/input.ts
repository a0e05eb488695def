/** `&&` and `||` hand on one of their operands, with its derivative. */
// @differentiable
export function firstNonZero(x: number, y: number): number {
  const either = x || y * 2;
  const both = x && y * 3;
  return either * 10 + both;
}

export const points: Parameters<typeof firstNonZero>[] = [
  [2, 5],
  [0, 5],
];

export const kinks = [1];

export const expected = [
  { value: 35, gradient: [10, 3] },
  { value: 100, gradient: [1, 20] },
];
