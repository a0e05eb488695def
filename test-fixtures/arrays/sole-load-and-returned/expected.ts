import { accumulate, closeTape, openTape, ownTape, register, snapshot, take, type Tangent } from '@adc/runtime';

/** The array that a loop reads is returned beside the sum, so that its elements have two ways into the result. */
// @differentiable
export function both(x: number[]): { sum: number; x: number[] } {
  let sum = 1;
  for (let i = 0; i < x.length; i++) sum *= x[i]!;
  return { sum, x };
}

/** Tangent of `both`: its value, and how that changes along the given tangents of its parameters. */
export function bothTangent(
  x: number[],
  xDot: number[],
): [value: { sum: number; x: number[]; }, tangent: { sum: number; x: number[]; }] {
  let sum = 1;
  let sumDot = 0;
  for (let i = 0; i < x.length; i++) {
    const t = x[i]!;
    sumDot = sumDot * t + xDot[i]! * sum;
    sum *= t;
  }
  return [{ sum, x }, { sum: sumDot, x: xDot }];
}

/** Adjoint of `both`: its value, and the gradients with respect to its parameters. */
export function bothAdjoint(
  x: number[],
  resultBar: Tangent<{ sum: number; x: number[]; }>,
): [value: { sum: number; x: number[]; }, gradients: [xBar: number[]]] {
  const tape = openTape();
  let cells = tape.numbers;
  const xBar = new Array<number>(x.length).fill(0);
  const length = x.length;
  if (length > cells.length) cells = tape.grow(length);
  let sum = 1;
  let top = 0;
  for (let i = 0; i < length; i++) {
    const sum1 = sum * x[i]!;
    cells[top++] = sum;
    sum = sum1;
  }
  const t = { sum: 0, x: xBar };
  accumulate(t, resultBar);
  let sumBar = t.sum;
  for (let i = x.length - 1; i >= 0; i--) {
    top -= 1;
    const t1 = sumBar * x[i]!;
    xBar[i]! += sumBar * cells[top]!;
    sumBar = t1;
  }
  closeTape(tape);
  return [{ sum, x }, [xBar]];
}

/** Pullback of `both`: its value, and a function from the adjoint of that to those of the parameters. */
export function bothPullback(
  x: number[],
): [
  value: { sum: number; x: number[]; },
  pullback: (resultBar: Tangent<{ sum: number; x: number[]; }>) => [xBar: number[]],
] {
  const tape = ownTape();
  let cells = tape.numbers;
  const xBar = new Array<number>(x.length).fill(0);
  const xAtEntry = snapshot(x);
  const length = x.length;
  if (length > cells.length) cells = tape.grow(length);
  let sum = 1;
  let top = 0;
  for (let i = 0; i < length; i++) {
    const sum1 = sum * x[i]!;
    cells[top++] = sum;
    sum = sum1;
  }
  const t = { sum: 0, x: xBar };
  const top1 = top;
  return [{ sum, x }, (resultBar: Tangent<{ sum: number; x: number[]; }>) => {
    const cells1 = tape.numbers;
    accumulate(t, resultBar);
    let sumBar = t.sum;
    t.sum = 0;
    let top2 = top1;
    for (let i = xAtEntry.length - 1; i >= 0; i--) {
      top2 -= 1;
      const t1 = sumBar * xAtEntry[i]!;
      xBar[i]! += sumBar * cells1[top2]!;
      sumBar = t1;
    }
    return [take(xBar, x)];
  }];
}

register(both, {
  tangent: bothTangent,
  adjoint: bothAdjoint,
  pullback: bothPullback,
  parameters: 1,
  differentiable: [true],
});

export const points: Parameters<typeof both>[] = [[[0.5, 1.5, -2]]];
