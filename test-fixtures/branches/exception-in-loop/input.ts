/** Thrown in the midst of a loop that has written: the argument keeps what was written. */
// @differentiable
export function cumulative(xs: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    if (Number.isNaN(xs[i]!)) throw new Error(`no number at ${i}`);
    sum = sum * 0.5 + xs[i]! * xs[i]!;
    xs[i] = sum;
  }
  return sum;
}

export const cases = ['BI23'];

export const points: Parameters<typeof cumulative>[] = [
  [new Float64Array([1, 2, 3])],
  [new Float64Array([1, 2, NaN, 3])],
  [new Float64Array([1, 2, 3])],
];
