/** A row of a matrix is replaced by another array, which lives on under its own name. */
// @differentiable
export function replaced(matrix: number[][], x: number): number {
  const old = matrix[0]!;
  const fresh = [x, old[0]! * x];
  matrix[0] = fresh;
  fresh[0] = fresh[0]! + 1;
  return matrix[0]![0]! * matrix[0]![1]! + old[0]!;
}

export const points: Parameters<typeof replaced>[] = [[[[3], [4]], 2]];

export const expected = [{ value: 18 + 3, gradient: [[[7], [0]], 6 + 9] }];
