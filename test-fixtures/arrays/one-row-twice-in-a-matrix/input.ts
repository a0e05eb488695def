// @differentiable
export function sharedRow(x: number, y: number): number {
  const row = [x, y];
  const matrix = [row, row];
  matrix[0]![0]! *= y;
  return matrix[1]![0]! * matrix[0]![1]!;
}

export const points: Parameters<typeof sharedRow>[] = [[2, 3]];

export const expected = [{ value: 18, gradient: [9, 12] }];
