import { scaleBy, shift } from './transforms.js';
import { register, snapshot, take } from '@adc/runtime';

// @differentiable
export function transformed(xs: number[], k: number): number {
  const ys = scaleBy(xs, k);
  shift(ys, k);
  let sum = 0;
  for (const y of ys) sum += y * y;
  return sum;
}

/** Tangent of `transformed`: its value, and how that changes along the given tangents of its parameters. */
export function transformedTangent(
  xs: number[],
  k: number,
  xsDot: number[],
  kDot: number,
): [value: number, tangent: number] {
  const length = xs.length;
  const t = new Array<number>(length);
  const t1 = new Array<number>(length).fill(0);
  for (let i = 0; i < length; i++) {
    const x = xs[i]!;
    const t2 = xsDot[i]! * k + kDot * x;
    t[i] = x * k;
    t1[i] = t2;
  }
  for (let i = 0; i < t.length; i++) {
    const t2 = t1[i]! + kDot;
    t[i]! += k;
    t1[i] = t2;
  }
  let sum = 0;
  let sumDot = 0;
  for (let i = 0; i < t.length; i++) {
    const y = t[i]!;
    const t2 = t1[i]! * y;
    sum += y * y;
    sumDot += t2 + t2;
  }
  return [sum, sumDot];
}

/** Adjoint of `transformed`: its value, and the gradients with respect to its parameters. */
export function transformedAdjoint(
  xs: number[],
  k: number,
  sumBar: number,
): [value: number, gradients: [xsBar: number[], kBar: number]] {
  const xsBar = new Array<number>(xs.length).fill(0);
  const length = xs.length;
  const t = new Array<number>(length);
  const t1 = new Array<number>(length).fill(0);
  for (let i = 0; i < length; i++) {
    t[i] = xs[i]! * k;
    t1[i] = 0;
  }
  for (let i = 0; i < t.length; i++) {
    t[i]! += k;
  }
  let sum = 0;
  for (let i = 0; i < t.length; i++) {
    const y = t[i]!;
    sum += y * y;
    const t2 = sumBar * y;
    t1[i]! += t2 + t2;
  }
  let kBar = 0;
  for (let i = t.length - 1; i >= 0; i--) {
    kBar += t1[i]!;
  }
  for (let i = length - 1; i >= 0; i--) {
    const t2 = t1[i]!;
    t1[i] = 0;
    kBar += t2 * xs[i]!;
    xsBar[i] = t2 * k;
  }
  return [sum, [xsBar, kBar]];
}

/** Pullback of `transformed`: its value, and a function from the adjoint of that to those of the parameters. */
export function transformedPullback(
  xs: number[],
  k: number,
): [value: number, pullback: (sumBar: number) => [xsBar: number[], kBar: number]] {
  const xsBar = new Array<number>(xs.length).fill(0);
  const xsAtEntry = snapshot(xs);
  const length = xs.length;
  const t = new Array<number>(length);
  const t1 = new Array<number>(length).fill(0);
  for (let i = 0; i < length; i++) {
    t[i] = xs[i]! * k;
    t1[i] = 0;
  }
  for (let i = 0; i < t.length; i++) {
    t[i]! += k;
  }
  let sum = 0;
  for (let i = 0; i < t.length; i++) {
    const y = t[i]!;
    sum += y * y;
  }
  return [sum, (sumBar: number) => {
    for (let i = t.length - 1; i >= 0; i--) {
      const t2 = sumBar * t[i]!;
      t1[i]! += t2 + t2;
    }
    let kBar = 0;
    for (let i = t.length - 1; i >= 0; i--) {
      kBar += t1[i]!;
    }
    for (let i = length - 1; i >= 0; i--) {
      const t2 = t1[i]!;
      t1[i] = 0;
      kBar += t2 * xsAtEntry[i]!;
      xsBar[i] = t2 * k;
    }
    t1.fill(0);
    return [take(xsBar, xs), kBar];
  }];
}

register(transformed, {
  tangent: transformedTangent,
  adjoint: transformedAdjoint,
  pullback: transformedPullback,
  parameters: 2,
  differentiable: [true, true],
});

export const points: Parameters<typeof transformed>[] = [[[1, 2], 3]];

export const expected = [{ value: 6 * 6 + 9 * 9, gradient: [[36, 54], 2 * (6 * 2 + 9 * 3)] }];

export const cases = ['BI47'];
