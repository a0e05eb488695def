/** The argument's own rows are one object: its gradient has one row too. */
// @differentiable
export function total(matrix: number[][]): number {
  let sum = 0;
  for (const row of matrix) sum += row[0]! * row[1]!;
  return sum;
}

const shared = [2, 3];

export const points: Parameters<typeof total>[] = [[[shared, [5, 7], shared]]];

const sharedGradient = [6, 4];

export const expected = [{ value: 47, gradient: [sharedGradient, [7, 5], sharedGradient] }];
