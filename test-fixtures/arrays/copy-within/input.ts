// @differentiable
export function moved(xs: Float64Array): number {
  xs.copyWithin(0, 2);
  return xs[0]! * xs[1]! + xs[2]!;
}

export const points: Parameters<typeof moved>[] = [[new Float64Array([1, 2, 3, 4])]];

export const expected = [{ value: 15, gradient: new Float64Array([0, 0, 5, 3]) }];
