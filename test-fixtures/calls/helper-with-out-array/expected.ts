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
  const t = matrix[0]!;
  const t1 = matrix[0]!;
  const t2 = matrix[1]!;
  const t3 = matrix[2]!;
  const t4 = matrixDot[0]! * t1 + matrixDot[0]! * t + (matrixDot[1]! * t3 + matrixDot[2]! * t2);
  square[0] = t * t1 + t2 * t3;
  squareDot[0] = t4;
  const t5 = matrix[0]!;
  const t6 = matrix[1]!;
  const t7 = matrix[1]!;
  const t8 = matrix[3]!;
  const t9 = matrixDot[0]! * t6 + matrixDot[1]! * t5 + (matrixDot[1]! * t8 + matrixDot[3]! * t7);
  square[1] = t5 * t6 + t7 * t8;
  squareDot[1] = t9;
  const t10 = matrix[2]!;
  const t11 = matrix[0]!;
  const t12 = matrix[3]!;
  const t13 = matrix[2]!;
  const t14 = matrixDot[2]! * t11 + matrixDot[0]! * t10 + (matrixDot[3]! * t13 + matrixDot[2]! * t12);
  square[2] = t10 * t11 + t12 * t13;
  squareDot[2] = t14;
  const t15 = matrix[2]!;
  const t16 = matrix[1]!;
  const t17 = matrix[3]!;
  const t18 = matrix[3]!;
  const t19 = matrixDot[2]! * t16 + matrixDot[1]! * t15 + (matrixDot[3]! * t18 + matrixDot[3]! * t17);
  square[3] = t15 * t16 + t17 * t18;
  squareDot[3] = t19;
  const cube = [0, 0, 0, 0];
  const cubeDot = [0, 0, 0, 0];
  const t20 = square[0]!;
  const t21 = matrix[0]!;
  const t22 = square[1]!;
  const t23 = matrix[2]!;
  const t24 = squareDot[0]! * t21 + matrixDot[0]! * t20 + (squareDot[1]! * t23 + matrixDot[2]! * t22);
  cube[0] = t20 * t21 + t22 * t23;
  cubeDot[0] = t24;
  const t25 = square[0]!;
  const t26 = matrix[1]!;
  const t27 = square[1]!;
  const t28 = matrix[3]!;
  const t29 = squareDot[0]! * t26 + matrixDot[1]! * t25 + (squareDot[1]! * t28 + matrixDot[3]! * t27);
  cube[1] = t25 * t26 + t27 * t28;
  cubeDot[1] = t29;
  const t30 = square[2]!;
  const t31 = matrix[0]!;
  const t32 = square[3]!;
  const t33 = matrix[2]!;
  const t34 = squareDot[2]! * t31 + matrixDot[0]! * t30 + (squareDot[3]! * t33 + matrixDot[2]! * t32);
  cube[2] = t30 * t31 + t32 * t33;
  cubeDot[2] = t34;
  const t35 = square[2]!;
  const t36 = matrix[1]!;
  const t37 = square[3]!;
  const t38 = matrix[3]!;
  const t39 = squareDot[2]! * t36 + matrixDot[1]! * t35 + (squareDot[3]! * t38 + matrixDot[3]! * t37);
  cube[3] = t35 * t36 + t37 * t38;
  cubeDot[3] = t39;
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
  const t = matrix[0]!;
  const t1 = matrix[0]!;
  const t2 = matrix[1]!;
  const t3 = matrix[2]!;
  square[0] = t * t1 + t2 * t3;
  squareBar[0] = 0;
  const t4 = matrix[0]!;
  const t5 = matrix[1]!;
  const t6 = matrix[1]!;
  const t7 = matrix[3]!;
  square[1] = t4 * t5 + t6 * t7;
  squareBar[1] = 0;
  const t8 = matrix[2]!;
  const t9 = matrix[0]!;
  const t10 = matrix[3]!;
  const t11 = matrix[2]!;
  square[2] = t8 * t9 + t10 * t11;
  squareBar[2] = 0;
  const t12 = matrix[2]!;
  const t13 = matrix[1]!;
  const t14 = matrix[3]!;
  const t15 = matrix[3]!;
  square[3] = t12 * t13 + t14 * t15;
  squareBar[3] = 0;
  const cube = [0, 0, 0, 0];
  const cubeBar = [0, 0, 0, 0];
  const t16 = square[0]!;
  const t17 = matrix[0]!;
  const t18 = square[1]!;
  const t19 = matrix[2]!;
  cube[0] = t16 * t17 + t18 * t19;
  cubeBar[0] = 0;
  const t20 = square[0]!;
  const t21 = matrix[1]!;
  const t22 = square[1]!;
  const t23 = matrix[3]!;
  cube[1] = t20 * t21 + t22 * t23;
  cubeBar[1] = 0;
  const t24 = square[2]!;
  const t25 = matrix[0]!;
  const t26 = square[3]!;
  const t27 = matrix[2]!;
  cube[2] = t24 * t25 + t26 * t27;
  cubeBar[2] = 0;
  const t28 = square[2]!;
  const t29 = matrix[1]!;
  const t30 = square[3]!;
  const t31 = matrix[3]!;
  cube[3] = t28 * t29 + t30 * t31;
  cubeBar[3] = 0;
  const t32 = cube[0]! + cube[3]!;
  cubeBar[3]! += resultBar;
  cubeBar[0]! += resultBar;
  const t33 = cubeBar[3]!;
  cubeBar[3] = 0;
  matrixBar[3]! += t33 * t30;
  squareBar[3]! += t33 * t31;
  matrixBar[1]! += t33 * t28;
  squareBar[2]! += t33 * t29;
  const t34 = cubeBar[2]!;
  cubeBar[2] = 0;
  matrixBar[2]! += t34 * t26;
  squareBar[3]! += t34 * t27;
  matrixBar[0]! += t34 * t24;
  squareBar[2]! += t34 * t25;
  const t35 = cubeBar[1]!;
  cubeBar[1] = 0;
  matrixBar[3]! += t35 * t22;
  squareBar[1]! += t35 * t23;
  matrixBar[1]! += t35 * t20;
  squareBar[0]! += t35 * t21;
  const t36 = cubeBar[0]!;
  cubeBar[0] = 0;
  matrixBar[2]! += t36 * t18;
  squareBar[1]! += t36 * t19;
  matrixBar[0]! += t36 * t16;
  squareBar[0]! += t36 * t17;
  const t37 = squareBar[3]!;
  squareBar[3] = 0;
  matrixBar[3]! += t37 * t14;
  matrixBar[3]! += t37 * t15;
  matrixBar[1]! += t37 * t12;
  matrixBar[2]! += t37 * t13;
  const t38 = squareBar[2]!;
  squareBar[2] = 0;
  matrixBar[2]! += t38 * t10;
  matrixBar[3]! += t38 * t11;
  matrixBar[0]! += t38 * t8;
  matrixBar[2]! += t38 * t9;
  const t39 = squareBar[1]!;
  squareBar[1] = 0;
  matrixBar[3]! += t39 * t6;
  matrixBar[1]! += t39 * t7;
  matrixBar[1]! += t39 * t4;
  matrixBar[0]! += t39 * t5;
  const t40 = squareBar[0]!;
  squareBar[0] = 0;
  matrixBar[2]! += t40 * t2;
  matrixBar[1]! += t40 * t3;
  matrixBar[0]! += t40 * t;
  matrixBar[0]! += t40 * t1;
  return [t32, [matrixBar]];
}

/** Pullback of `cubeTrace`: its value, and a function from the adjoint of that to those of the parameters. */
export function cubeTracePullback(
  matrix: number[],
): [value: number, pullback: (resultBar: number) => [matrixBar: number[]]] {
  const matrixBar = new Array<number>(matrix.length).fill(0);
  const square = [0, 0, 0, 0];
  const squareBar = [0, 0, 0, 0];
  const t = matrix[0]!;
  const t1 = matrix[0]!;
  const t2 = matrix[1]!;
  const t3 = matrix[2]!;
  square[0] = t * t1 + t2 * t3;
  squareBar[0] = 0;
  const t4 = matrix[0]!;
  const t5 = matrix[1]!;
  const t6 = matrix[1]!;
  const t7 = matrix[3]!;
  square[1] = t4 * t5 + t6 * t7;
  squareBar[1] = 0;
  const t8 = matrix[2]!;
  const t9 = matrix[0]!;
  const t10 = matrix[3]!;
  const t11 = matrix[2]!;
  square[2] = t8 * t9 + t10 * t11;
  squareBar[2] = 0;
  const t12 = matrix[2]!;
  const t13 = matrix[1]!;
  const t14 = matrix[3]!;
  const t15 = matrix[3]!;
  square[3] = t12 * t13 + t14 * t15;
  squareBar[3] = 0;
  const cube = [0, 0, 0, 0];
  const cubeBar = [0, 0, 0, 0];
  const t16 = square[0]!;
  const t17 = matrix[0]!;
  const t18 = square[1]!;
  const t19 = matrix[2]!;
  cube[0] = t16 * t17 + t18 * t19;
  cubeBar[0] = 0;
  const t20 = square[0]!;
  const t21 = matrix[1]!;
  const t22 = square[1]!;
  const t23 = matrix[3]!;
  cube[1] = t20 * t21 + t22 * t23;
  cubeBar[1] = 0;
  const t24 = square[2]!;
  const t25 = matrix[0]!;
  const t26 = square[3]!;
  const t27 = matrix[2]!;
  cube[2] = t24 * t25 + t26 * t27;
  cubeBar[2] = 0;
  const t28 = square[2]!;
  const t29 = matrix[1]!;
  const t30 = square[3]!;
  const t31 = matrix[3]!;
  cube[3] = t28 * t29 + t30 * t31;
  cubeBar[3] = 0;
  return [cube[0]! + cube[3]!, (resultBar: number) => {
    cubeBar[3]! += resultBar;
    cubeBar[0]! += resultBar;
    const t32 = cubeBar[3]!;
    cubeBar[3] = 0;
    matrixBar[3]! += t32 * t30;
    squareBar[3]! += t32 * t31;
    matrixBar[1]! += t32 * t28;
    squareBar[2]! += t32 * t29;
    const t33 = cubeBar[2]!;
    cubeBar[2] = 0;
    matrixBar[2]! += t33 * t26;
    squareBar[3]! += t33 * t27;
    matrixBar[0]! += t33 * t24;
    squareBar[2]! += t33 * t25;
    const t34 = cubeBar[1]!;
    cubeBar[1] = 0;
    matrixBar[3]! += t34 * t22;
    squareBar[1]! += t34 * t23;
    matrixBar[1]! += t34 * t20;
    squareBar[0]! += t34 * t21;
    const t35 = cubeBar[0]!;
    cubeBar[0] = 0;
    matrixBar[2]! += t35 * t18;
    squareBar[1]! += t35 * t19;
    matrixBar[0]! += t35 * t16;
    squareBar[0]! += t35 * t17;
    cubeBar.fill(0);
    const t36 = squareBar[3]!;
    squareBar[3] = 0;
    matrixBar[3]! += t36 * t14;
    matrixBar[3]! += t36 * t15;
    matrixBar[1]! += t36 * t12;
    matrixBar[2]! += t36 * t13;
    const t37 = squareBar[2]!;
    squareBar[2] = 0;
    matrixBar[2]! += t37 * t10;
    matrixBar[3]! += t37 * t11;
    matrixBar[0]! += t37 * t8;
    matrixBar[2]! += t37 * t9;
    const t38 = squareBar[1]!;
    squareBar[1] = 0;
    matrixBar[3]! += t38 * t6;
    matrixBar[1]! += t38 * t7;
    matrixBar[1]! += t38 * t4;
    matrixBar[0]! += t38 * t5;
    const t39 = squareBar[0]!;
    squareBar[0] = 0;
    matrixBar[2]! += t39 * t2;
    matrixBar[1]! += t39 * t3;
    matrixBar[0]! += t39 * t;
    matrixBar[0]! += t39 * t1;
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
