/** The array is read in a branch that some turns never take. */
// @differentiable
export function sparseSum(xs: number[], picks: boolean[]): number {
  let sum = 0;
  for (let i = 0; i < picks.length; i++) {
    if (picks[i]) sum += xs[i]! * xs[i]!;
  }
  return sum;
}

export const cases = ['TR19'];

export const points: Parameters<typeof sparseSum>[] = [
  [
    [1, 2, 3],
    [true, false, true],
  ],
  [
    [1, 2, 3],
    [false, false, false],
  ],
];

export const expected = [
  { value: 10, gradient: [[2, 0, 6]] },
  { value: 0, gradient: [[0, 0, 0]] },
];
