import { closeTape, openTape, ownTape, register, type Tape } from '@adc/runtime';

// @differentiable
export function power(x: number, n: number): number {
  return n === 0 ? 1 : x * power(x, n - 1);
}

/** Tangent of `power`: its value, and how that changes along the given tangents of its parameters. */
export function powerTangent(x: number, n: number, xDot: number, _nDot: number): [value: number, tangent: number] {
  let t: number;
  let t1: number;
  if (n === 0) {
    t = 1;
    t1 = 0;
  } else {
    const [t2, t3] = powerTangent(x, n - 1, xDot, 0);
    t = x * t2;
    t1 = xDot * t2 + t3 * x;
  }
  return [t, t1];
}

/** Adjoint of `power`: its value, and the gradients with respect to its parameters. */
export function powerAdjoint(
  x: number,
  n: number,
  resultBar: number,
): [value: number, gradients: [xBar: number, nBar: number]] {
  const tape = openTape();
  let cells = tape.numbers;
  const t = n === 0;
  let t1: number;
  let top: number;
  let referenceTop: number;
  if (t) {
    t1 = 1;
    top = 0;
    referenceTop = 0;
  } else {
    tape.top = 0;
    tape.referenceTop = 0;
    const t2 = powerForward(tape, x, n - 1);
    cells = tape.numbers;
    top = tape.top;
    if (top + 1 > cells.length) cells = tape.grow(top + 1);
    cells[top++] = t2;
    t1 = x * t2;
    referenceTop = tape.referenceTop;
  }
  let xBar = 0;
  if (!t) {
    top -= 1;
    tape.top = top;
    tape.referenceTop = referenceTop;
    const t2 = resultBar * cells[top]!;
    const [xBar1] = powerReverse(tape, resultBar * x);
    xBar = t2 + xBar1;
  }
  closeTape(tape);
  return [t1, [xBar, 0]];
}

/** First half of the adjoint of `power`: its value, with what the second half needs left on the tape. */
export function powerForward(tape: Tape, x: number, n: number): number {
  let cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  const t = n === 0;
  let t1 = 1;
  if (!t) {
    tape.top = top;
    tape.referenceTop = referenceTop;
    const t2 = powerForward(tape, x, n - 1);
    cells = tape.numbers;
    top = tape.top;
    if (top + 1 > cells.length) cells = tape.grow(top + 1);
    cells[top++] = t2;
    t1 = x * t2;
    referenceTop = tape.referenceTop;
  }
  if (top + 2 > cells.length) cells = tape.grow(top + 2);
  cells[top++] = t ? 1 : 0;
  cells[top++] = x;
  tape.top = top;
  tape.referenceTop = referenceTop;
  return t1;
}

/** Second half of the adjoint of `power`: adds to the adjoints of what its arguments hold. */
export function powerReverse(tape: Tape, resultBar: number): [number, number] {
  const cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  const x = cells[--top]!;
  top -= 1;
  let xBar = 0;
  if (cells[top] === 0) {
    top -= 1;
    tape.top = top;
    tape.referenceTop = referenceTop;
    const t = resultBar * cells[top]!;
    const [xBar1] = powerReverse(tape, resultBar * x);
    xBar = t + xBar1;
    top = tape.top;
    referenceTop = tape.referenceTop;
  }
  tape.top = top;
  tape.referenceTop = referenceTop;
  return [xBar, 0];
}

/** Pullback of `power`: its value, and a function from the adjoint of that to those of the parameters. */
export function powerPullback(
  x: number,
  n: number,
): [value: number, pullback: (resultBar: number) => [xBar: number, nBar: number]] {
  const tape = ownTape();
  let cells = tape.numbers;
  const t = n === 0;
  let t1: number;
  let top: number;
  let referenceTop: number;
  if (t) {
    t1 = 1;
    top = 0;
    referenceTop = 0;
  } else {
    tape.top = 0;
    tape.referenceTop = 0;
    const t2 = powerForward(tape, x, n - 1);
    cells = tape.numbers;
    top = tape.top;
    if (top + 1 > cells.length) cells = tape.grow(top + 1);
    cells[top++] = t2;
    t1 = x * t2;
    referenceTop = tape.referenceTop;
  }
  const top1 = top;
  const referenceTop1 = referenceTop;
  return [t1, (resultBar: number) => {
    const cells1 = tape.numbers;
    let xBar = 0;
    if (!t) {
      const top2 = top1 - 1;
      tape.top = top2;
      tape.referenceTop = referenceTop1;
      const t2 = resultBar * cells1[top2]!;
      const [xBar1] = powerReverse(tape, resultBar * x);
      xBar = t2 + xBar1;
    }
    return [xBar, 0];
  }];
}

register(power, {
  tangent: powerTangent,
  adjoint: powerAdjoint,
  forward: powerForward,
  reverse: powerReverse,
  pullback: powerPullback,
  parameters: 2,
  differentiable: [true, true],
  references: [false, false],
});

export const cases = ['BI20'];

export const points: Parameters<typeof power>[] = [
  [1.1, 10],
  [1.1, 0],
  [0, 2],
];

export const discrete = [1];

export const expected = [
  { gradient: [23.579476910000015, 0] },
  { value: 1, gradient: [0, 0] },
  { value: 0, gradient: [0, 0] },
];
