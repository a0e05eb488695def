import { closeTape, openTape, ownTape, register, snapshot, take } from '@adc/runtime';

// @differentiable
export function firstAbove(xs: number[], limit: number, scale: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]! * scale;
    if (x > limit) return sum * x;
    sum += x;
  }
  return -sum * sum;
}

/** Tangent of `firstAbove`: its value, and how that changes along the given tangents of its parameters. */
export function firstAboveTangent(
  xs: number[],
  limit: number,
  scale: number,
  xsDot: number[],
  _limitDot: number,
  scaleDot: number,
): [value: number, tangent: number] {
  let sum = 0;
  let sumDot = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    const x1 = x * scale;
    const xDot = xsDot[i]! * scale + scaleDot * x;
    if (x1 > limit) return [sum * x1, sumDot * x1 + xDot * sum];
    sum += x1;
    sumDot += xDot;
  }
  const t = -sum;
  return [t * sum, -sumDot * sum + sumDot * t];
}

/** Adjoint of `firstAbove`: its value, and the gradients with respect to its parameters. */
export function firstAboveAdjoint(
  xs: number[],
  limit: number,
  scale: number,
  resultBar: number,
): [value: number, gradients: [xsBar: number[], limitBar: number, scaleBar: number]] {
  const tape = openTape();
  let cells = tape.numbers;
  const xsBar = new Array<number>(xs.length).fill(0);
  let sum = 0;
  let exit = 0;
  let t = 0;
  let turns = 0;
  let exit1 = 0;
  let top = 0;
  for (let i = 0; i < xs.length; i++) {
    turns += 1;
    const x = xs[i]! * scale;
    if (x > limit) {
      if (top + 1 > cells.length) cells = tape.grow(top + 1);
      cells[top++] = sum;
      exit = 1;
      t = sum * x;
      sum = 0;
      exit1 = 1;
      break;
    }
    if (top + 1 > cells.length) cells = tape.grow(top + 1);
    cells[top++] = sum;
    sum += x;
  }
  const t1 = exit === 1;
  if (!t1) t = -sum * sum;
  let t2: number;
  let sumBar: number;
  if (t1) {
    t2 = resultBar;
    sumBar = 0;
  } else {
    t2 = 0;
    sumBar = resultBar * -sum - resultBar * sum;
  }
  let scaleBar = 0;
  for (let i = turns - 1; i >= 0; i--) {
    const sum1 = cells[--top]!;
    const x = xs[i]!;
    let xBar = sumBar;
    if (exit1 === 1) {
      sumBar = t2 * (x * scale);
      xBar = t2 * sum1;
    }
    scaleBar += xBar * x;
    xsBar[i] = xBar * scale;
    t2 = 0;
    exit1 = 0;
  }
  closeTape(tape);
  return [t, [xsBar, 0, scaleBar]];
}

/** Pullback of `firstAbove`: its value, and a function from the adjoint of that to those of the parameters. */
export function firstAbovePullback(
  xs: number[],
  limit: number,
  scale: number,
): [value: number, pullback: (resultBar: number) => [xsBar: number[], limitBar: number, scaleBar: number]] {
  const tape = ownTape();
  let cells = tape.numbers;
  const xsBar = new Array<number>(xs.length).fill(0);
  const xsAtEntry = snapshot(xs);
  let sum = 0;
  let exit = 0;
  let t = 0;
  let turns = 0;
  let exit1 = 0;
  let top = 0;
  for (let i = 0; i < xs.length; i++) {
    turns += 1;
    const x = xs[i]! * scale;
    if (x > limit) {
      if (top + 1 > cells.length) cells = tape.grow(top + 1);
      cells[top++] = sum;
      exit = 1;
      t = sum * x;
      sum = 0;
      exit1 = 1;
      break;
    }
    if (top + 1 > cells.length) cells = tape.grow(top + 1);
    cells[top++] = sum;
    sum += x;
  }
  const t1 = exit === 1;
  if (!t1) t = -sum * sum;
  const turns1 = turns;
  const exit2 = exit1;
  const top1 = top;
  const sum1 = sum;
  return [t, (resultBar: number) => {
    const cells1 = tape.numbers;
    let t2: number;
    let sumBar: number;
    if (t1) {
      t2 = resultBar;
      sumBar = 0;
    } else {
      t2 = 0;
      sumBar = resultBar * -sum1 - resultBar * sum1;
    }
    let scaleBar = 0;
    let exit3 = exit2;
    let top2 = top1;
    for (let i = turns1 - 1; i >= 0; i--) {
      const sum2 = cells1[--top2]!;
      const t3 = xsAtEntry[i]!;
      let xBar = sumBar;
      if (exit3 === 1) {
        sumBar = t2 * (t3 * scale);
        xBar = t2 * sum2;
      }
      scaleBar += xBar * t3;
      xsBar[i] = xBar * scale;
      t2 = 0;
      exit3 = 0;
    }
    return [take(xsBar, xs), 0, scaleBar];
  }];
}

register(firstAbove, {
  tangent: firstAboveTangent,
  adjoint: firstAboveAdjoint,
  pullback: firstAbovePullback,
  parameters: 3,
  differentiable: [true, true, true],
});

export const cases = ['TR9'];

export const points: Parameters<typeof firstAbove>[] = [
  [[1, 2, 5, 3], 4, 1.1],
  [[1, 2], 4, 1.1],
  [[9, 2], 4, 1.1],
  [[], 4, 1.1],
];
