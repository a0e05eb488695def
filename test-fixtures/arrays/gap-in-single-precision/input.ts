/** The copy with a gap is in single precision. */
// @differentiable
export function singlePrecision(x: Float64Array): number {
  const buffer = new Float32Array(8);
  const part = [x[0]!, x[1]!];
  buffer.set(part, 1);
  part[4] = buffer[1]!;
  buffer.set(part.slice(0, 2), 2);
  return buffer[1]! * buffer[2]! + part[4]! * buffer[3]!;
}

export const points: Parameters<typeof singlePrecision>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
