/** What is returned is an array of the caller's, a new one, or nothing. */
// @differentiable
export function pick(a: Float64Array, k: number): Float64Array | undefined {
  if (k > 2) return undefined;
  const own = new Float64Array(1);
  own[0] = k * k;
  return k > 1 ? a : own;
}

export const points: Parameters<typeof pick>[] = [
  [new Float64Array([0.5]), 0.5],
  [new Float64Array([0.5]), 1.5],
];
