/** Whether an element is overwritten depends on the data. */
// @differentiable
export function clipped(xs: Float64Array, top: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    if (xs[i]! > top) xs[i] = top;
    sum += xs[i]! * xs[i]!;
  }
  return sum;
}

export const points: Parameters<typeof clipped>[] = [[new Float64Array([1, 5, 2, 9]), 3]];

export const expected = [{ value: 1 + 9 + 4 + 9, gradient: [new Float64Array([2, 0, 4, 0]), 12] }];
