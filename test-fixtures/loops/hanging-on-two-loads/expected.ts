import { closeTape, openTape, ownTape, register, snapshot, take, type Tape } from '@adc/runtime';

// All that the derivatives of a turn read follows from the two elements, so that no turn records more than these.
// @differentiable
export function churn(a: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 1; i < a.length; i++) {
    const p = a[i - 1]!;
    const q = a[i]!;
    const u = p * q;
    const v = u * u + p;
    const w = v * v * q;
    sum += w * u + k * v;
    a[i] = 0.5 * w * v;
  }
  return sum;
}

/** Tangent of `churn` that changes the tangents of its arguments as `churn` changes the arguments. */
export function churnTangentInPlace(
  a: Float64Array,
  k: number,
  aDot: Float64Array,
  kDot: number,
): [value: number, tangent: number] {
  let sum = 0;
  let sumDot = 0;
  for (let i = 1; i < a.length; i++) {
    const t = i - 1;
    const p = a[t]!;
    const pDot = aDot[t]!;
    const q = a[i]!;
    const qDot = aDot[i]!;
    const u = p * q;
    const uDot = pDot * q + qDot * p;
    const t1 = uDot * u;
    const v = u * u + p;
    const vDot = t1 + t1 + pDot;
    const t2 = v * v;
    const t3 = vDot * v;
    const w = t2 * q;
    const wDot = (t3 + t3) * q + qDot * t2;
    sum += w * u + k * v;
    sumDot += wDot * u + uDot * w + (kDot * v + vDot * k);
    const t4 = 0.5 * w;
    a[i] = t4 * v;
    aDot[i] = wDot * 0.5 * v + vDot * t4;
  }
  return [sum, sumDot];
}

/** Tangent of `churn`: its value, and how that changes along the given tangents of its parameters. */
export function churnTangent(
  a: Float64Array,
  k: number,
  aDot: Float64Array,
  kDot: number,
): [value: number, tangent: number] {
  const aDot1 = snapshot(aDot);
  let sum = 0;
  let sumDot = 0;
  for (let i = 1; i < a.length; i++) {
    const t = i - 1;
    const p = a[t]!;
    const pDot = aDot1[t]!;
    const q = a[i]!;
    const qDot = aDot1[i]!;
    const u = p * q;
    const uDot = pDot * q + qDot * p;
    const t1 = uDot * u;
    const v = u * u + p;
    const vDot = t1 + t1 + pDot;
    const t2 = v * v;
    const t3 = vDot * v;
    const w = t2 * q;
    const wDot = (t3 + t3) * q + qDot * t2;
    sum += w * u + k * v;
    sumDot += wDot * u + uDot * w + (kDot * v + vDot * k);
    const t4 = 0.5 * w;
    a[i] = t4 * v;
    aDot1[i] = wDot * 0.5 * v + vDot * t4;
  }
  return [sum, sumDot];
}

/** First half of the adjoint of `churn`: its value, with what the second half needs left on the tape. */
export function churnForward(tape: Tape, a: Float64Array, aBar: Float64Array, k: number): number {
  let cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  const t = (a.length - 1) * 2;
  if (top + t > cells.length) cells = tape.grow(top + t);
  let sum = 0;
  for (let i = 1; i < a.length; i++) {
    const p = a[i - 1]!;
    const q = a[i]!;
    const u = p * q;
    const v = u * u + p;
    const w = v * v * q;
    sum += w * u + k * v;
    a[i] = 0.5 * w * v;
    cells[top++] = p;
    cells[top++] = q;
  }
  if (top + 1 > cells.length) cells = tape.grow(top + 1);
  cells[top++] = k;
  tape.top = top;
  tape.references[referenceTop++] = a;
  tape.references[referenceTop++] = aBar;
  tape.referenceTop = referenceTop;
  return sum;
}

/** Second half of the adjoint of `churn`: adds to the adjoints of what its arguments hold. */
export function churnReverse(tape: Tape, sumBar: number): number {
  const cells = tape.numbers;
  let top = tape.top;
  let referenceTop = tape.referenceTop;
  const k = cells[--top]!;
  const aBar = tape.references[--referenceTop] as Float64Array;
  const a = tape.references[--referenceTop] as Float64Array;
  let kBar = 0;
  for (let i = a.length - 1; i >= 1; i--) {
    const q = cells[--top]!;
    const p = cells[--top]!;
    const t = aBar[i]!;
    const u = p * q;
    const v = u * u + p;
    const t1 = v * v;
    const w = t1 * q;
    kBar += sumBar * v;
    const wBar = t * v * 0.5 + sumBar * u;
    const t2 = wBar * q * v;
    const vBar = t * (0.5 * w) + sumBar * k + t2 + t2;
    const t3 = vBar * u;
    const uBar = sumBar * w + t3 + t3;
    aBar[i] = wBar * t1 + uBar * p;
    aBar[i - 1]! += vBar + uBar * q;
  }
  tape.top = top;
  tape.referenceTop = referenceTop;
  return kBar;
}

/** Adjoint of `churn`: its value, and the gradients with respect to its parameters. */
export function churnAdjoint(
  a: Float64Array,
  k: number,
  sumBar: number,
): [value: number, gradients: [aBar: Float64Array, kBar: number]] {
  const tape = openTape();
  let cells = tape.numbers;
  const aBar = new Float64Array(a.length);
  const t = (a.length - 1) * 2;
  if (t > cells.length) cells = tape.grow(t);
  let sum = 0;
  let top = 0;
  for (let i = 1; i < a.length; i++) {
    const p = a[i - 1]!;
    const q = a[i]!;
    const u = p * q;
    const v = u * u + p;
    const w = v * v * q;
    sum += w * u + k * v;
    a[i] = 0.5 * w * v;
    cells[top++] = p;
    cells[top++] = q;
  }
  let kBar = 0;
  for (let i = a.length - 1; i >= 1; i--) {
    const q = cells[--top]!;
    const p = cells[--top]!;
    const t1 = aBar[i]!;
    const u = p * q;
    const v = u * u + p;
    const t2 = v * v;
    const w = t2 * q;
    kBar += sumBar * v;
    const wBar = t1 * v * 0.5 + sumBar * u;
    const t3 = wBar * q * v;
    const vBar = t1 * (0.5 * w) + sumBar * k + t3 + t3;
    const t4 = vBar * u;
    const uBar = sumBar * w + t4 + t4;
    aBar[i] = wBar * t2 + uBar * p;
    aBar[i - 1]! += vBar + uBar * q;
  }
  closeTape(tape);
  return [sum, [aBar, kBar]];
}

/** Pullback of `churn`: its value, and a function from the adjoint of that to those of the parameters. */
export function churnPullback(
  a: Float64Array,
  k: number,
): [value: number, pullback: (sumBar: number) => [aBar: Float64Array, kBar: number]] {
  const tape = ownTape();
  let cells = tape.numbers;
  const aBar = new Float64Array(a.length);
  const aAtEntry = snapshot(a);
  const t = (a.length - 1) * 2;
  if (t > cells.length) cells = tape.grow(t);
  let sum = 0;
  let top = 0;
  for (let i = 1; i < a.length; i++) {
    const p = a[i - 1]!;
    const q = a[i]!;
    const u = p * q;
    const v = u * u + p;
    const w = v * v * q;
    sum += w * u + k * v;
    a[i] = 0.5 * w * v;
    cells[top++] = p;
    cells[top++] = q;
  }
  const top1 = top;
  return [sum, (sumBar: number) => {
    const cells1 = tape.numbers;
    let kBar = 0;
    let top2 = top1;
    for (let i = aAtEntry.length - 1; i >= 1; i--) {
      const q = cells1[--top2]!;
      const p = cells1[--top2]!;
      const t1 = aBar[i]!;
      const u = p * q;
      const v = u * u + p;
      const t2 = v * v;
      const w = t2 * q;
      kBar += sumBar * v;
      const wBar = t1 * v * 0.5 + sumBar * u;
      const t3 = wBar * q * v;
      const vBar = t1 * (0.5 * w) + sumBar * k + t3 + t3;
      const t4 = vBar * u;
      const uBar = sumBar * w + t4 + t4;
      aBar[i] = wBar * t2 + uBar * p;
      aBar[i - 1]! += vBar + uBar * q;
    }
    return [take(aBar, a), kBar];
  }];
}

register(churn, {
  tangentInPlace: churnTangentInPlace,
  tangent: churnTangent,
  forward: churnForward,
  reverse: churnReverse,
  adjoint: churnAdjoint,
  pullback: churnPullback,
  parameters: 2,
  differentiable: [true, true],
  references: [true, false],
});

export const points: Parameters<typeof churn>[] = [
  [Float64Array.of(0.5, -0.7, 1.2, 0.3), 0.4],
  [Float64Array.of(1, 2), -1],
  [Float64Array.of(3), 2],
];

export const cases = ['LR4'];

export const expected = [undefined, undefined, { value: 0, gradient: [Float64Array.of(0), 0] }];
