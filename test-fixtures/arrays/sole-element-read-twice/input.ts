/** Elements that a loop reads one after the other, and that something else reads too: their contributions add up. */
// @differentiable
export function twice(x: Float64Array, y: Float64Array, z: Float64Array, w: number[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.sin(x[i]!);
  sum *= x[0]!;
  for (let i = 0; i < y.length; i++) sum += y[i]! * sum;
  for (let i = 0; i < y.length; i++) sum += Math.cos(y[i]!);
  for (let k = 0; k < 3; k++) for (let i = 0; i < z.length; i++) sum += Math.sin(z[i]! * sum);
  for (let i = 0; i < w.length; i++) sum += w[i % 2]! * w[i % 2]! * sum;
  return sum;
}

export const points: Parameters<typeof twice>[] = [
  [new Float64Array([0.5, 1.5]), new Float64Array([0.25, -0.5]), new Float64Array([1, 0.75]), [0.5, 0.25, 2]],
];
