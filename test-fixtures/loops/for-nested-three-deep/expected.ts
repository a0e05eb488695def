import { closeTape, openTape, ownTape, register } from '@adc/runtime';

// @differentiable
export function cubes(x: number, n: number): number {
  let s = x;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      for (let k = j; k > 0; k--) {
        s = Math.sin(s) + x / (i + j + k);
      }
      s = s * 0.9;
    }
  }
  return s;
}

/** Tangent of `cubes`: its value, and how that changes along the given tangents of its parameters. */
export function cubesTangent(x: number, n: number, xDot: number, _nDot: number): [value: number, tangent: number] {
  let s = x;
  let sDot = xDot;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      for (let k = j; k > 0; k--) {
        const t = i + j + k;
        const t1 = sDot * Math.cos(s);
        s = Math.sin(s) + x / t;
        sDot = t1 + xDot / t;
      }
      s *= 0.9;
      sDot *= 0.9;
    }
  }
  return [s, sDot];
}

/** Adjoint of `cubes`: its value, and the gradients with respect to its parameters. */
export function cubesAdjoint(
  x: number,
  n: number,
  sBar: number,
): [value: number, gradients: [xBar: number, nBar: number]] {
  const tape = openTape();
  let cells = tape.numbers;
  let s = x;
  let top = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      if (top + j > cells.length) cells = tape.grow(top + j);
      for (let k = j; k > 0; k--) {
        const s1 = Math.sin(s) + x / (i + j + k);
        cells[top++] = s;
        s = s1;
      }
      s *= 0.9;
    }
  }
  const t = Math.ceil(n) - 1;
  let xBar = 0;
  for (let i = t; i >= 0; i--) {
    for (let j = t; j >= i; j--) {
      sBar *= 0.9;
      for (let k = 1; k <= j; k++) {
        top -= 1;
        xBar += sBar / (i + j + k);
        sBar *= Math.cos(cells[top]!);
      }
    }
  }
  closeTape(tape);
  return [s, [xBar + sBar, 0]];
}

/** Pullback of `cubes`: its value, and a function from the adjoint of that to those of the parameters. */
export function cubesPullback(
  x: number,
  n: number,
): [value: number, pullback: (sBar: number) => [xBar: number, nBar: number]] {
  const tape = ownTape();
  let cells = tape.numbers;
  let s = x;
  let top = 0;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      if (top + j > cells.length) cells = tape.grow(top + j);
      for (let k = j; k > 0; k--) {
        const s1 = Math.sin(s) + x / (i + j + k);
        cells[top++] = s;
        s = s1;
      }
      s *= 0.9;
    }
  }
  const top1 = top;
  return [s, (sBar: number) => {
    const cells1 = tape.numbers;
    const t = Math.ceil(n) - 1;
    let xBar = 0;
    let top2 = top1;
    for (let i = t; i >= 0; i--) {
      for (let j = t; j >= i; j--) {
        sBar *= 0.9;
        for (let k = 1; k <= j; k++) {
          top2 -= 1;
          xBar += sBar / (i + j + k);
          sBar *= Math.cos(cells1[top2]!);
        }
      }
    }
    return [xBar + sBar, 0];
  }];
}

register(cubes, {
  tangent: cubesTangent,
  adjoint: cubesAdjoint,
  pullback: cubesPullback,
  parameters: 2,
  differentiable: [true, true],
});

export const points: Parameters<typeof cubes>[] = [
  [0.6, 4],
  [0.6, 1],
  [0.6, 0],
];

export const discrete = [1];
