import { closeTape, openTape, ownTape, register, snapshot, take, type Tape } from '@adc/runtime';

/** Overwrites its argument, which keeps what the primal leaves in it. */
// @differentiable
export function chainInPlace(y: number[]): number {
  for (let i = 1; i < y.length; i++) y[i] = y[i - 1]! * y[i]!;
  y[0]! *= y[3]!;
  return y[0]! + y[1]!;
}

/** Tangent of `chainInPlace` that changes the tangents of its arguments as `chainInPlace` changes the arguments. */
export function chainInPlaceTangentInPlace(y: number[], yDot: number[]): [value: number, tangent: number] {
  for (let i = 1; i < y.length; i++) {
    const t1 = i - 1;
    const t2 = y[t1]!;
    const t3 = y[i]!;
    const t4 = yDot[t1]! * t3 + yDot[i]! * t2;
    y[i] = t2 * t3;
    yDot[i] = t4;
  }
  const y0 = y[0]!;
  const y3 = y[3]!;
  const t = yDot[0]! * y3 + yDot[3]! * y0;
  y[0] = y0 * y3;
  yDot[0] = t;
  return [y[0]! + y[1]!, yDot[0]! + yDot[1]!];
}

/** Tangent of `chainInPlace`: its value, and how that changes along the given tangents of its parameters. */
export function chainInPlaceTangent(y: number[], yDot: number[]): [value: number, tangent: number] {
  const yDot1 = snapshot(yDot);
  for (let i = 1; i < y.length; i++) {
    const t1 = i - 1;
    const t2 = y[t1]!;
    const t3 = y[i]!;
    const t4 = yDot1[t1]! * t3 + yDot1[i]! * t2;
    y[i] = t2 * t3;
    yDot1[i] = t4;
  }
  const y0 = y[0]!;
  const y3 = y[3]!;
  const t = yDot1[0]! * y3 + yDot1[3]! * y0;
  y[0] = y0 * y3;
  yDot1[0] = t;
  return [y[0]! + y[1]!, yDot1[0]! + yDot1[1]!];
}

/** First half of the adjoint of `chainInPlace`: its value, with what the second half needs left on the tape. */
export function chainInPlaceForward(tape: Tape, y: number[], yBar: number[]): number {
  let cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  const t = (y.length - 1) * 2;
  if (top + t > cells.length) cells = tape.grow(top + t);
  let turns = 0;
  for (let i = 1; i < y.length; i++) {
    turns += 1;
    const t1 = y[i - 1]!;
    const t2 = y[i]!;
    y[i] = t1 * t2;
    cells[top++] = t1;
    cells[top++] = t2;
  }
  const y0 = y[0]!;
  const y3 = y[3]!;
  y[0] = y0 * y3;
  if (top + 3 > cells.length) cells = tape.grow(top + 3);
  cells[top++] = y3;
  cells[top++] = y0;
  cells[top++] = turns;
  tape.top = top;
  tape.references[referenceTop++] = yBar;
  tape.referenceTop = referenceTop;
  return y[0]! + y[1]!;
}

/** Second half of the adjoint of `chainInPlace`: adds to the adjoints of what its arguments hold. */
export function chainInPlaceReverse(tape: Tape, resultBar: number): void {
  const cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  const turns = cells[--top]!;
  const t = cells[--top]!;
  top -= 1;
  const yBar = tape.references[--referenceTop] as number[];
  if (1 < yBar.length) yBar[1]! += resultBar;
  if (0 < yBar.length) yBar[0]! += resultBar;
  const yBar0 = yBar[0]!;
  yBar[0] = 0;
  const t1 = yBar0 * cells[top]!;
  if (3 < yBar.length) yBar[3]! += yBar0 * t;
  if (0 < yBar.length) yBar[0]! += t1;
  for (let i = 1 + (turns - 1); i >= 1; i--) {
    const t2 = cells[--top]!;
    top -= 1;
    const t3 = yBar[i]!;
    yBar[i] = t3 * cells[top]!;
    yBar[i - 1]! += t3 * t2;
  }
  tape.top = top;
  tape.referenceTop = referenceTop;
}

/** Adjoint of `chainInPlace`: its value, and the gradients with respect to its parameters. */
export function chainInPlaceAdjoint(y: number[], resultBar: number): [value: number, gradients: [yBar: number[]]] {
  const tape = openTape();
  let cells = tape.numbers;
  const yBar = new Array<number>(y.length).fill(0);
  const t = (y.length - 1) * 2;
  if (t > cells.length) cells = tape.grow(t);
  let top = 0;
  for (let i = 1; i < y.length; i++) {
    const t2 = y[i - 1]!;
    const t3 = y[i]!;
    y[i] = t2 * t3;
    cells[top++] = t2;
    cells[top++] = t3;
  }
  const y0 = y[0]!;
  const y3 = y[3]!;
  y[0] = y0 * y3;
  const t1 = y[0]! + y[1]!;
  yBar[1]! += resultBar;
  yBar[0]! += resultBar;
  const yBar0 = yBar[0]!;
  yBar[0] = 0;
  if (3 < yBar.length) yBar[3]! += yBar0 * y0;
  if (0 < yBar.length) yBar[0]! += yBar0 * y3;
  for (let i = y.length - 1; i >= 1; i--) {
    const t2 = cells[--top]!;
    top -= 1;
    const t3 = yBar[i]!;
    yBar[i] = t3 * cells[top]!;
    yBar[i - 1]! += t3 * t2;
  }
  closeTape(tape);
  return [t1, [yBar]];
}

/** Pullback of `chainInPlace`: its value, and a function from the adjoint of that to those of the parameters. */
export function chainInPlacePullback(y: number[]): [value: number, pullback: (resultBar: number) => [yBar: number[]]] {
  const tape = ownTape();
  let cells = tape.numbers;
  const yBar = new Array<number>(y.length).fill(0);
  const t = (y.length - 1) * 2;
  if (t > cells.length) cells = tape.grow(t);
  let turns = 0;
  let top = 0;
  for (let i = 1; i < y.length; i++) {
    turns += 1;
    const t1 = y[i - 1]!;
    const t2 = y[i]!;
    y[i] = t1 * t2;
    cells[top++] = t1;
    cells[top++] = t2;
  }
  const y0 = y[0]!;
  const y3 = y[3]!;
  y[0] = y0 * y3;
  const turns1 = turns;
  const top1 = top;
  return [y[0]! + y[1]!, (resultBar: number) => {
    const cells1 = tape.numbers;
    yBar[1]! += resultBar;
    yBar[0]! += resultBar;
    const yBar0 = yBar[0]!;
    yBar[0] = 0;
    if (3 < yBar.length) yBar[3]! += yBar0 * y0;
    if (0 < yBar.length) yBar[0]! += yBar0 * y3;
    let top2 = top1;
    for (let i = 1 + (turns1 - 1); i >= 1; i--) {
      const t1 = cells1[--top2]!;
      top2 -= 1;
      const t2 = yBar[i]!;
      yBar[i] = t2 * cells1[top2]!;
      yBar[i - 1]! += t2 * t1;
    }
    return [take(yBar, y)];
  }];
}

register(chainInPlace, {
  tangentInPlace: chainInPlaceTangentInPlace,
  tangent: chainInPlaceTangent,
  forward: chainInPlaceForward,
  reverse: chainInPlaceReverse,
  adjoint: chainInPlaceAdjoint,
  pullback: chainInPlacePullback,
  parameters: 1,
  differentiable: [true],
  references: [true],
});

export const cases = ['RA21', 'BI24'];

export const points: Parameters<typeof chainInPlace>[] = [[[1.3, 0.7, 2.1, -0.4]]];

export const expected = [{ value: -0.08372, gradient: [-0.8288, -0.1196, -0.4732, 2.4843] }];
