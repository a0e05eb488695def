import { register, snapshot, take } from '@adc/runtime';

// @differentiable
export function sumUntilNegative(xs: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    if (x < 0) break;
    sum += x * x * x;
  }
  return sum;
}

/** Tangent of `sumUntilNegative`: its value, and how that changes along the given tangents of its parameters. */
export function sumUntilNegativeTangent(xs: Float64Array, xsDot: Float64Array): [value: number, tangent: number] {
  let sum = 0;
  let sumDot = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    const xDot = xsDot[i]!;
    if (x < 0) break;
    const t = x * x;
    const t1 = xDot * x;
    sum += t * x;
    sumDot += (t1 + t1) * x + xDot * t;
  }
  return [sum, sumDot];
}

/** Adjoint of `sumUntilNegative`: its value, and the gradients with respect to its parameters. */
export function sumUntilNegativeAdjoint(
  xs: Float64Array,
  sumBar: number,
): [value: number, gradients: [xsBar: Float64Array]] {
  const xsBar = new Float64Array(xs.length);
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    if (x < 0) break;
    const t = x * x;
    sum += t * x;
    const t1 = sumBar * x * x;
    xsBar[i] = sumBar * t + t1 + t1;
  }
  return [sum, [xsBar]];
}

/** Pullback of `sumUntilNegative`: its value, and a function from the adjoint of that to those of the parameters. */
export function sumUntilNegativePullback(
  xs: Float64Array,
): [value: number, pullback: (sumBar: number) => [xsBar: Float64Array]] {
  const xsBar = new Float64Array(xs.length);
  const xsAtEntry = snapshot(xs);
  let sum = 0;
  let turns = 0;
  let exit = 0;
  for (let i = 0; i < xs.length; i++) {
    turns += 1;
    const x = xs[i]!;
    if (x < 0) {
      exit = 1;
      break;
    }
    sum += x * x * x;
  }
  const turns1 = turns;
  const exit1 = exit;
  return [sum, (sumBar: number) => {
    let exit2 = exit1;
    for (let i = turns1 - 1; i >= 0; i--) {
      const x = xsAtEntry[i]!;
      let xBar = 0;
      if (exit2 !== 1) {
        const t = sumBar * x * x;
        xBar = sumBar * (x * x) + t + t;
      }
      xsBar[i] = xBar;
      exit2 = 0;
    }
    return [take(xsBar, xs)];
  }];
}

register(sumUntilNegative, {
  tangent: sumUntilNegativeTangent,
  adjoint: sumUntilNegativeAdjoint,
  pullback: sumUntilNegativePullback,
  parameters: 1,
  differentiable: [true],
});

export const points: Parameters<typeof sumUntilNegative>[] = [
  [new Float64Array([1, 2, -3, 4])],
  [new Float64Array([1, 2, 3])],
  [new Float64Array([-1, 2])],
  [new Float64Array([])],
];

export const expected = [
  { value: 9, gradient: new Float64Array([3, 12, 0, 0]) },
  { value: 36, gradient: new Float64Array([3, 12, 27]) },
  { value: 0, gradient: new Float64Array([0, 0]) },
  { value: 0, gradient: new Float64Array([]) },
];
