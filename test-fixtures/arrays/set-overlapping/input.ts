// @differentiable
export function shiftedRight(xs: Float64Array): number {
  xs.set(xs.subarray(0, 3), 1);
  return xs[1]! * xs[2]! + xs[3]! * xs[0]!;
}

export const points: Parameters<typeof shiftedRight>[] = [[new Float64Array([2, 3, 5, 7])]];

export const expected = [{ value: 16, gradient: new Float64Array([8, 2, 2, 0]) }];
