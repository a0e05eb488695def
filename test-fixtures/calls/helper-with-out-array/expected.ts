import { register, take } from '@adc/runtime';

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

/** Tangent of `cubeTrace`: its value, and how that changes along the given tangents of its parameters. */
export function cubeTraceTangent(matrix: number[], matrixDot: number[]): [value: number, tangent: number] {
  const matrix0 = matrix[0]!;
  const matrixDot0 = matrixDot[0]!;
  const t = matrixDot0 * matrix0;
  const matrix1 = matrix[1]!;
  const matrixDot1 = matrixDot[1]!;
  const matrix2 = matrix[2]!;
  const matrixDot2 = matrixDot[2]!;
  const t1 = matrixDot1 * matrix2;
  const t2 = matrixDot2 * matrix1;
  const square0 = matrix0 * matrix0 + matrix1 * matrix2;
  const matrix3 = matrix[3]!;
  const matrixDot3 = matrixDot[3]!;
  const square1 = matrix0 * matrix1 + matrix1 * matrix3;
  const t3 = matrixDot0 * matrix1 + matrixDot1 * matrix0;
  const square1Dot = t3 + (matrixDot1 * matrix3 + matrixDot3 * matrix1);
  const square2 = matrix2 * matrix0 + matrix3 * matrix2;
  const t4 = matrixDot2 * matrix0 + matrixDot0 * matrix2;
  const square2Dot = t4 + (matrixDot3 * matrix2 + matrixDot2 * matrix3);
  const t5 = matrixDot3 * matrix3;
  const square3 = matrix2 * matrix1 + matrix3 * matrix3;
  const t6 = (t + t + (t1 + t2)) * matrix0 + matrixDot0 * square0;
  const cube0Dot = t6 + (square1Dot * matrix2 + matrixDot2 * square1);
  const t7 = (t2 + t1 + (t5 + t5)) * matrix3 + matrixDot3 * square3;
  const cube3Dot = square2Dot * matrix1 + matrixDot1 * square2 + t7;
  return [square0 * matrix0 + square1 * matrix2 + (square2 * matrix1 + square3 * matrix3), cube0Dot + cube3Dot];
}

/** Adjoint of `cubeTrace`: its value, and the gradients with respect to its parameters. */
export function cubeTraceAdjoint(
  matrix: number[],
  resultBar: number,
): [value: number, gradients: [matrixBar: number[]]] {
  const matrixBar = new Array<number>(matrix.length).fill(0);
  const matrix0 = matrix[0]!;
  const matrix1 = matrix[1]!;
  const matrix2 = matrix[2]!;
  const square0 = matrix0 * matrix0 + matrix1 * matrix2;
  const matrix3 = matrix[3]!;
  const square1 = matrix0 * matrix1 + matrix1 * matrix3;
  const square2 = matrix2 * matrix0 + matrix3 * matrix2;
  const square3 = matrix2 * matrix1 + matrix3 * matrix3;
  const t = resultBar * matrix3;
  const t1 = resultBar * matrix1;
  const t2 = resultBar * matrix2;
  const t3 = resultBar * matrix0;
  const t4 = t * matrix3;
  const t5 = t1 * matrix2;
  const t6 = t2 * matrix1;
  matrixBar[3]! += resultBar * square3 + t4 + t4 + t5 + t6;
  matrixBar[2]! += resultBar * square1 + t * matrix1 + t1 * matrix3 + t1 * matrix0 + t3 * matrix1;
  matrixBar[1]! += resultBar * square2 + t * matrix2 + t2 * matrix3 + t2 * matrix0 + t3 * matrix2;
  const t7 = t3 * matrix0;
  matrixBar[0]! += resultBar * square0 + t5 + t6 + t7 + t7;
  return [square0 * matrix0 + square1 * matrix2 + (square2 * matrix1 + square3 * matrix3), [matrixBar]];
}

/** Pullback of `cubeTrace`: its value, and a function from the adjoint of that to those of the parameters. */
export function cubeTracePullback(
  matrix: number[],
): [value: number, pullback: (resultBar: number) => [matrixBar: number[]]] {
  const matrixBar = new Array<number>(matrix.length).fill(0);
  const matrix0 = matrix[0]!;
  const matrix1 = matrix[1]!;
  const matrix2 = matrix[2]!;
  const square0 = matrix0 * matrix0 + matrix1 * matrix2;
  const matrix3 = matrix[3]!;
  const square1 = matrix0 * matrix1 + matrix1 * matrix3;
  const square2 = matrix2 * matrix0 + matrix3 * matrix2;
  const square3 = matrix2 * matrix1 + matrix3 * matrix3;
  return [square0 * matrix0 + square1 * matrix2 + (square2 * matrix1 + square3 * matrix3), (resultBar: number) => {
    const t = resultBar * matrix3;
    const t1 = resultBar * matrix1;
    const t2 = resultBar * matrix2;
    const t3 = resultBar * matrix0;
    const t4 = t * matrix3;
    const t5 = t1 * matrix2;
    const t6 = t2 * matrix1;
    matrixBar[3]! += resultBar * square3 + t4 + t4 + t5 + t6;
    matrixBar[2]! += resultBar * square1 + t * matrix1 + t1 * matrix3 + t1 * matrix0 + t3 * matrix1;
    matrixBar[1]! += resultBar * square2 + t * matrix2 + t2 * matrix3 + t2 * matrix0 + t3 * matrix2;
    const t7 = t3 * matrix0;
    matrixBar[0]! += resultBar * square0 + t5 + t6 + t7 + t7;
    return [take(matrixBar, matrix)];
  }];
}

register(cubeTrace, {
  tangent: cubeTraceTangent,
  adjoint: cubeTraceAdjoint,
  pullback: cubeTracePullback,
  parameters: 1,
  differentiable: [true],
});

export const points: Parameters<typeof cubeTrace>[] = [[[1, 2, 3, 4]], [[0.5, -1, 0.2, 0.3]]];

export const expected = [{ value: 37 + 118, gradient: [21, 45, 30, 66] }];
