/** Each array is read by one load, but the arrays are one. */
// @differentiable
export function shared(x: Float64Array, y: Float64Array, rows: Float64Array[]): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.sin(x[i]!);
  for (let i = 0; i < y.length; i++) sum += sum * y[i]!;
  return sum * rows[1]![0]!;
}

const one = new Float64Array([0.5, 1.5]);
export const points: Parameters<typeof shared>[] = [
  [one, one, [new Float64Array([2]), one]],
  [one, new Float64Array([0.25, -0.5]), [one, new Float64Array([2])]],
];
