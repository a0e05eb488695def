/** Two views of one buffer: what is written through one is read through the other. */
// @differentiable
export function overlapping(a: Float64Array, b: Float64Array): number {
  a[1] = a[0]! * 3;
  return b[0]! * b[1]!;
}

const buffer = new Float64Array([2, 3, 5]);

export const points: Parameters<typeof overlapping>[] = [
  [buffer.subarray(0, 2), buffer.subarray(1, 3)],
  [new Float64Array([2, 3]), new Float64Array([5, 7])],
];
