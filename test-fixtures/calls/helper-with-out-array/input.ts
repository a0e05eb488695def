function multiply(out: number[], a: number[], b: number[]): void {
  out[0] = a[0]! * b[0]! + a[1]! * b[2]!;
  out[1] = a[0]! * b[1]! + a[1]! * b[3]!;
  out[2] = a[2]! * b[0]! + a[3]! * b[2]!;
  out[3] = a[2]! * b[1]! + a[3]! * b[3]!;
}

// @differentiable
export function cubeTrace(matrix: number[]): number {
  const square = [0, 0, 0, 0];
  multiply(square, matrix, matrix);
  const cube = [0, 0, 0, 0];
  multiply(cube, square, matrix);
  return cube[0]! + cube[3]!;
}

export const points: Parameters<typeof cubeTrace>[] = [[[1, 2, 3, 4]], [[0.5, -1, 0.2, 0.3]]];

export const expected = [{ value: 37 + 118, gradient: [21, 45, 30, 66] }];
