/** Setting the length makes a gap that a typed array reads as NaN. */
// @differentiable
export function lengthened(x: Float64Array): number {
  const part = [x[0]!, x[1]!];
  const buffer = new Float64Array(8);
  part.length = 4;
  buffer.set(part, 1);
  part[3] = x[2]!;
  return buffer[1]! * buffer[2]! * part[3]!;
}

export const points: Parameters<typeof lengthened>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
