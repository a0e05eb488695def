// @differentiable
export function same(xs: Float64Array): Float64Array {
  return xs;
}

export const points: Parameters<typeof same>[] = [[new Float64Array([1, 2])]];

export const expected = [{ gradient: new Float64Array([1, 1]) }];
