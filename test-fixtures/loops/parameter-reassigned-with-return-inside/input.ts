/** A parameter is given another array inside a loop, and a nested loop returns an array of another kind. */
// @differentiable
export function reassigned(p: Float64Array, q: Float64Array, n: number): number[] {
  let k = 0;
  while (k < 4) {
    k++;
    p = q;
    for (let i = 0; i < n; i++) return [0.3, p[1]! * p[0]!];
  }
  return [0.7 * p[0]!, 0.5];
}

export const points: Parameters<typeof reassigned>[] = [
  [new Float64Array([1, 2]), new Float64Array([0.4, 0.5]), 0],
  [new Float64Array([1, 2]), new Float64Array([0.4, 0.5]), 2],
];

export const discrete = [2];
