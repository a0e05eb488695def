/** The result is the argument itself. */
// @differentiable
export function scaledInPlace(xs: Float64Array, k: number): Float64Array {
  for (let i = 0; i < xs.length; i++) xs[i]! *= k;
  return xs;
}

export const points: Parameters<typeof scaledInPlace>[] = [[new Float64Array([1, 2, 3]), 4]];

export const expected = [{ value: new Float64Array([4, 8, 12]), gradient: [new Float64Array([4, 4, 4]), 6] }];
