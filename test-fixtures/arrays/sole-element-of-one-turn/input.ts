/** The index of the only load is the counter of the outer loop, or goes on and comes back. */
// @differentiable
export function visits(x: Float64Array, y: Float64Array, z: Float64Array): number {
  let sum = 0.5;
  for (let i = 0; i < x.length; i++) for (let k = 0; k < 3; k++) sum = Math.sin(sum + x[i]!);
  for (let k = 0, j = 0; k < 5; k++) {
    sum += Math.cos(y[j]! * sum);
    j = j + 1 < y.length ? j + 1 : 0;
  }
  for (let k = 0, j = 2; k < 4; k++) {
    sum *= z[j]!;
    j = k - j;
    if (j < 0) j = -j;
  }
  return sum;
}

export const points: Parameters<typeof visits>[] = [
  [new Float64Array([0.5, 1.5]), new Float64Array([0.25, -0.5]), new Float64Array([1, 0.75, 1.25])],
];
