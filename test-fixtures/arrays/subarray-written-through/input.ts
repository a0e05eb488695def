/** A view shares the cells of its array. */
// @differentiable
export function views(xs: Float64Array): number {
  const left = xs.subarray(0, 2);
  const right = xs.subarray(1);
  left[1] = left[0]! * right[1]!;
  right[0]! += xs[1]!;
  return xs[0]! * xs[1]! * right[1]!;
}

export const points: Parameters<typeof views>[] = [[new Float64Array([2, 3, 5])]];

export const expected = [{ value: 200, gradient: new Float64Array([200, 0, 80]) }];
