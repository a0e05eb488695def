/** A view of a local buffer is written, and the buffer is read. */
// @differentiable
export function through(x: Float64Array): number {
  const buffer = new Float64Array(4);
  buffer.set(x, 1);
  const view = buffer.subarray(1, 3);
  view[0] = view[0]! * view[1]!;
  const inner = view.subarray(1);
  inner[0] = inner[0]! + buffer[1]!;
  return buffer[1]! * buffer[2]! + buffer[3]!;
}

export const points: Parameters<typeof through>[] = [[new Float64Array([2, 3, 5])]];
