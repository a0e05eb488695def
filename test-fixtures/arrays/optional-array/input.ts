/** An array that may be left out has no gradient when it is. */
// @differentiable
export function scaled(k: number, weights?: Float64Array): number {
  let w = weights;
  if (!w) w = new Float64Array([k, k]);
  return w[0]! * w[1]! * k;
}

export const points: Parameters<typeof scaled>[] = [[1.5], [1.5, new Float64Array([0.5, 2])]];
