// @differentiable
export function aliasedRow(matrix: number[][]): number {
  const row = matrix[0]!;
  row[1] = row[0]! * 2;
  matrix[0]![0]! *= row[1]!;
  return matrix[0]![0]! + row[1]! + matrix[1]![0]!;
}

export const points: Parameters<typeof aliasedRow>[] = [[[[3, 1], [5]]]];

export const expected = [{ value: 18 + 6 + 5, gradient: [[14, 0], [1]] }];
