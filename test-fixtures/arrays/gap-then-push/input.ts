/** Pushes behind a gap. */
// @differentiable
export function pushed(x: Float64Array): number {
  const part = [x[0]!, x[1]!];
  part[4] = x[2]! * x[0]!;
  part.push(x[3]! * part[4]!);
  const buffer = new Float64Array(9);
  buffer.set(part, 2);
  return buffer[2]! * buffer[3]! + buffer[6]! * buffer[7]!;
}

export const points: Parameters<typeof pushed>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
