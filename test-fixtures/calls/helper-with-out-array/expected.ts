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
  const square = [0, 0, 0, 0];
  const squareDot = [0, 0, 0, 0];
  const matrix0 = matrix[0]!;
  const t = matrixDot[0]! * matrix0;
  const matrix1 = matrix[1]!;
  const matrix2 = matrix[2]!;
  const t1 = t + t + (matrixDot[1]! * matrix2 + matrixDot[2]! * matrix1);
  square[0] = matrix0 * matrix0 + matrix1 * matrix2;
  squareDot[0] = t1;
  const matrix0_1 = matrix[0]!;
  const matrix1_1 = matrix[1]!;
  const matrixDot1 = matrixDot[1]!;
  const matrix3 = matrix[3]!;
  const t2 = matrixDot[0]! * matrix1_1 + matrixDot1 * matrix0_1;
  const t3 = t2 + (matrixDot1 * matrix3 + matrixDot[3]! * matrix1_1);
  square[1] = matrix0_1 * matrix1_1 + matrix1_1 * matrix3;
  squareDot[1] = t3;
  const matrix2_1 = matrix[2]!;
  const matrixDot2 = matrixDot[2]!;
  const matrix0_2 = matrix[0]!;
  const matrix3_1 = matrix[3]!;
  const t4 = matrixDot2 * matrix0_2 + matrixDot[0]! * matrix2_1;
  const t5 = t4 + (matrixDot[3]! * matrix2_1 + matrixDot2 * matrix3_1);
  square[2] = matrix2_1 * matrix0_2 + matrix3_1 * matrix2_1;
  squareDot[2] = t5;
  const matrix2_2 = matrix[2]!;
  const matrix1_2 = matrix[1]!;
  const matrix3_2 = matrix[3]!;
  const t6 = matrixDot[3]! * matrix3_2;
  const t7 = matrixDot[2]! * matrix1_2 + matrixDot[1]! * matrix2_2 + (t6 + t6);
  square[3] = matrix2_2 * matrix1_2 + matrix3_2 * matrix3_2;
  squareDot[3] = t7;
  const cube = [0, 0, 0, 0];
  const cubeDot = [0, 0, 0, 0];
  const square0 = square[0]!;
  const matrix0_3 = matrix[0]!;
  const square1 = square[1]!;
  const matrix2_3 = matrix[2]!;
  const t8 = squareDot[0]! * matrix0_3 + matrixDot[0]! * square0;
  const t9 = t8 + (squareDot[1]! * matrix2_3 + matrixDot[2]! * square1);
  cube[0] = square0 * matrix0_3 + square1 * matrix2_3;
  cubeDot[0] = t9;
  const square0_1 = square[0]!;
  const matrix1_3 = matrix[1]!;
  const square1_1 = square[1]!;
  const matrix3_3 = matrix[3]!;
  const t10 = squareDot[0]! * matrix1_3 + matrixDot[1]! * square0_1;
  const t11 = t10 + (squareDot[1]! * matrix3_3 + matrixDot[3]! * square1_1);
  cube[1] = square0_1 * matrix1_3 + square1_1 * matrix3_3;
  cubeDot[1] = t11;
  const square2 = square[2]!;
  const matrix0_4 = matrix[0]!;
  const square3 = square[3]!;
  const matrix2_4 = matrix[2]!;
  const t12 = squareDot[2]! * matrix0_4 + matrixDot[0]! * square2;
  const t13 = t12 + (squareDot[3]! * matrix2_4 + matrixDot[2]! * square3);
  cube[2] = square2 * matrix0_4 + square3 * matrix2_4;
  cubeDot[2] = t13;
  const square2_1 = square[2]!;
  const matrix1_4 = matrix[1]!;
  const square3_1 = square[3]!;
  const matrix3_4 = matrix[3]!;
  const t14 = squareDot[2]! * matrix1_4 + matrixDot[1]! * square2_1;
  const t15 = t14 + (squareDot[3]! * matrix3_4 + matrixDot[3]! * square3_1);
  cube[3] = square2_1 * matrix1_4 + square3_1 * matrix3_4;
  cubeDot[3] = t15;
  return [cube[0]! + cube[3]!, cubeDot[0]! + cubeDot[3]!];
}

/** Adjoint of `cubeTrace`: its value, and the gradients with respect to its parameters. */
export function cubeTraceAdjoint(
  matrix: number[],
  resultBar: number,
): [value: number, gradients: [matrixBar: number[]]] {
  const matrixBar = new Array<number>(matrix.length).fill(0);
  const square = [0, 0, 0, 0];
  const squareBar = [0, 0, 0, 0];
  const matrix0 = matrix[0]!;
  const matrix1 = matrix[1]!;
  const matrix2 = matrix[2]!;
  square[0] = matrix0 * matrix0 + matrix1 * matrix2;
  squareBar[0] = 0;
  const matrix0_1 = matrix[0]!;
  const matrix1_1 = matrix[1]!;
  const matrix3 = matrix[3]!;
  square[1] = matrix0_1 * matrix1_1 + matrix1_1 * matrix3;
  squareBar[1] = 0;
  const matrix2_1 = matrix[2]!;
  const matrix0_2 = matrix[0]!;
  const matrix3_1 = matrix[3]!;
  square[2] = matrix2_1 * matrix0_2 + matrix3_1 * matrix2_1;
  squareBar[2] = 0;
  const matrix2_2 = matrix[2]!;
  const matrix1_2 = matrix[1]!;
  const matrix3_2 = matrix[3]!;
  square[3] = matrix2_2 * matrix1_2 + matrix3_2 * matrix3_2;
  squareBar[3] = 0;
  const cube = [0, 0, 0, 0];
  const cubeBar = [0, 0, 0, 0];
  const square0 = square[0]!;
  const matrix0_3 = matrix[0]!;
  const square1 = square[1]!;
  const matrix2_3 = matrix[2]!;
  cube[0] = square0 * matrix0_3 + square1 * matrix2_3;
  cubeBar[0] = 0;
  const square0_1 = square[0]!;
  const matrix1_3 = matrix[1]!;
  const square1_1 = square[1]!;
  const matrix3_3 = matrix[3]!;
  cube[1] = square0_1 * matrix1_3 + square1_1 * matrix3_3;
  cubeBar[1] = 0;
  const square2 = square[2]!;
  const matrix0_4 = matrix[0]!;
  const square3 = square[3]!;
  const matrix2_4 = matrix[2]!;
  cube[2] = square2 * matrix0_4 + square3 * matrix2_4;
  cubeBar[2] = 0;
  const square2_1 = square[2]!;
  const matrix1_4 = matrix[1]!;
  const square3_1 = square[3]!;
  const matrix3_4 = matrix[3]!;
  cube[3] = square2_1 * matrix1_4 + square3_1 * matrix3_4;
  cubeBar[3] = 0;
  const t = cube[0]! + cube[3]!;
  cubeBar[3]! += resultBar;
  cubeBar[0]! += resultBar;
  const cubeBar3 = cubeBar[3]!;
  cubeBar[3] = 0;
  if (3 < matrixBar.length) matrixBar[3]! += cubeBar3 * square3_1;
  squareBar[3]! += cubeBar3 * matrix3_4;
  if (1 < matrixBar.length) matrixBar[1]! += cubeBar3 * square2_1;
  squareBar[2]! += cubeBar3 * matrix1_4;
  const cubeBar2 = cubeBar[2]!;
  cubeBar[2] = 0;
  if (2 < matrixBar.length) matrixBar[2]! += cubeBar2 * square3;
  squareBar[3]! += cubeBar2 * matrix2_4;
  if (0 < matrixBar.length) matrixBar[0]! += cubeBar2 * square2;
  squareBar[2]! += cubeBar2 * matrix0_4;
  const cubeBar1 = cubeBar[1]!;
  cubeBar[1] = 0;
  if (3 < matrixBar.length) matrixBar[3]! += cubeBar1 * square1_1;
  squareBar[1]! += cubeBar1 * matrix3_3;
  if (1 < matrixBar.length) matrixBar[1]! += cubeBar1 * square0_1;
  squareBar[0]! += cubeBar1 * matrix1_3;
  const cubeBar0 = cubeBar[0]!;
  cubeBar[0] = 0;
  if (2 < matrixBar.length) matrixBar[2]! += cubeBar0 * square1;
  squareBar[1]! += cubeBar0 * matrix2_3;
  if (0 < matrixBar.length) matrixBar[0]! += cubeBar0 * square0;
  squareBar[0]! += cubeBar0 * matrix0_3;
  const squareBar3 = squareBar[3]!;
  squareBar[3] = 0;
  const t1 = squareBar3 * matrix3_2;
  if (3 < matrixBar.length) matrixBar[3]! += t1 + t1;
  if (1 < matrixBar.length) matrixBar[1]! += squareBar3 * matrix2_2;
  if (2 < matrixBar.length) matrixBar[2]! += squareBar3 * matrix1_2;
  const squareBar2 = squareBar[2]!;
  squareBar[2] = 0;
  const t2 = squareBar2 * matrix2_1;
  if (3 < matrixBar.length) matrixBar[3]! += t2;
  if (0 < matrixBar.length) matrixBar[0]! += t2;
  if (2 < matrixBar.length) matrixBar[2]! += squareBar2 * matrix3_1 + squareBar2 * matrix0_2;
  const squareBar1 = squareBar[1]!;
  squareBar[1] = 0;
  const t3 = squareBar1 * matrix1_1;
  if (3 < matrixBar.length) matrixBar[3]! += t3;
  if (1 < matrixBar.length) matrixBar[1]! += squareBar1 * matrix3 + squareBar1 * matrix0_1;
  if (0 < matrixBar.length) matrixBar[0]! += t3;
  const squareBar0 = squareBar[0]!;
  squareBar[0] = 0;
  if (2 < matrixBar.length) matrixBar[2]! += squareBar0 * matrix1;
  if (1 < matrixBar.length) matrixBar[1]! += squareBar0 * matrix2;
  const t4 = squareBar0 * matrix0;
  if (0 < matrixBar.length) matrixBar[0]! += t4 + t4;
  return [t, [matrixBar]];
}

/** Pullback of `cubeTrace`: its value, and a function from the adjoint of that to those of the parameters. */
export function cubeTracePullback(
  matrix: number[],
): [value: number, pullback: (resultBar: number) => [matrixBar: number[]]] {
  const matrixBar = new Array<number>(matrix.length).fill(0);
  const square = [0, 0, 0, 0];
  const squareBar = [0, 0, 0, 0];
  const matrix0 = matrix[0]!;
  const matrix1 = matrix[1]!;
  const matrix2 = matrix[2]!;
  square[0] = matrix0 * matrix0 + matrix1 * matrix2;
  squareBar[0] = 0;
  const matrix0_1 = matrix[0]!;
  const matrix1_1 = matrix[1]!;
  const matrix3 = matrix[3]!;
  square[1] = matrix0_1 * matrix1_1 + matrix1_1 * matrix3;
  squareBar[1] = 0;
  const matrix2_1 = matrix[2]!;
  const matrix0_2 = matrix[0]!;
  const matrix3_1 = matrix[3]!;
  square[2] = matrix2_1 * matrix0_2 + matrix3_1 * matrix2_1;
  squareBar[2] = 0;
  const matrix2_2 = matrix[2]!;
  const matrix1_2 = matrix[1]!;
  const matrix3_2 = matrix[3]!;
  square[3] = matrix2_2 * matrix1_2 + matrix3_2 * matrix3_2;
  squareBar[3] = 0;
  const cube = [0, 0, 0, 0];
  const cubeBar = [0, 0, 0, 0];
  const square0 = square[0]!;
  const matrix0_3 = matrix[0]!;
  const square1 = square[1]!;
  const matrix2_3 = matrix[2]!;
  cube[0] = square0 * matrix0_3 + square1 * matrix2_3;
  cubeBar[0] = 0;
  const square0_1 = square[0]!;
  const matrix1_3 = matrix[1]!;
  const square1_1 = square[1]!;
  const matrix3_3 = matrix[3]!;
  cube[1] = square0_1 * matrix1_3 + square1_1 * matrix3_3;
  cubeBar[1] = 0;
  const square2 = square[2]!;
  const matrix0_4 = matrix[0]!;
  const square3 = square[3]!;
  const matrix2_4 = matrix[2]!;
  cube[2] = square2 * matrix0_4 + square3 * matrix2_4;
  cubeBar[2] = 0;
  const square2_1 = square[2]!;
  const matrix1_4 = matrix[1]!;
  const square3_1 = square[3]!;
  const matrix3_4 = matrix[3]!;
  cube[3] = square2_1 * matrix1_4 + square3_1 * matrix3_4;
  cubeBar[3] = 0;
  return [cube[0]! + cube[3]!, (resultBar: number) => {
    cubeBar[3]! += resultBar;
    cubeBar[0]! += resultBar;
    const cubeBar3 = cubeBar[3]!;
    cubeBar[3] = 0;
    if (3 < matrixBar.length) matrixBar[3]! += cubeBar3 * square3_1;
    squareBar[3]! += cubeBar3 * matrix3_4;
    if (1 < matrixBar.length) matrixBar[1]! += cubeBar3 * square2_1;
    squareBar[2]! += cubeBar3 * matrix1_4;
    const cubeBar2 = cubeBar[2]!;
    cubeBar[2] = 0;
    if (2 < matrixBar.length) matrixBar[2]! += cubeBar2 * square3;
    squareBar[3]! += cubeBar2 * matrix2_4;
    if (0 < matrixBar.length) matrixBar[0]! += cubeBar2 * square2;
    squareBar[2]! += cubeBar2 * matrix0_4;
    const cubeBar1 = cubeBar[1]!;
    cubeBar[1] = 0;
    if (3 < matrixBar.length) matrixBar[3]! += cubeBar1 * square1_1;
    squareBar[1]! += cubeBar1 * matrix3_3;
    if (1 < matrixBar.length) matrixBar[1]! += cubeBar1 * square0_1;
    squareBar[0]! += cubeBar1 * matrix1_3;
    const cubeBar0 = cubeBar[0]!;
    cubeBar[0] = 0;
    if (2 < matrixBar.length) matrixBar[2]! += cubeBar0 * square1;
    squareBar[1]! += cubeBar0 * matrix2_3;
    if (0 < matrixBar.length) matrixBar[0]! += cubeBar0 * square0;
    squareBar[0]! += cubeBar0 * matrix0_3;
    cubeBar.fill(0);
    const squareBar3 = squareBar[3]!;
    squareBar[3] = 0;
    const t = squareBar3 * matrix3_2;
    if (3 < matrixBar.length) matrixBar[3]! += t + t;
    if (1 < matrixBar.length) matrixBar[1]! += squareBar3 * matrix2_2;
    if (2 < matrixBar.length) matrixBar[2]! += squareBar3 * matrix1_2;
    const squareBar2 = squareBar[2]!;
    squareBar[2] = 0;
    const t1 = squareBar2 * matrix2_1;
    if (3 < matrixBar.length) matrixBar[3]! += t1;
    if (0 < matrixBar.length) matrixBar[0]! += t1;
    if (2 < matrixBar.length) matrixBar[2]! += squareBar2 * matrix3_1 + squareBar2 * matrix0_2;
    const squareBar1 = squareBar[1]!;
    squareBar[1] = 0;
    const t2 = squareBar1 * matrix1_1;
    if (3 < matrixBar.length) matrixBar[3]! += t2;
    if (1 < matrixBar.length) matrixBar[1]! += squareBar1 * matrix3 + squareBar1 * matrix0_1;
    if (0 < matrixBar.length) matrixBar[0]! += t2;
    const squareBar0 = squareBar[0]!;
    squareBar[0] = 0;
    if (2 < matrixBar.length) matrixBar[2]! += squareBar0 * matrix1;
    if (1 < matrixBar.length) matrixBar[1]! += squareBar0 * matrix2;
    const t3 = squareBar0 * matrix0;
    if (0 < matrixBar.length) matrixBar[0]! += t3 + t3;
    squareBar.fill(0);
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
