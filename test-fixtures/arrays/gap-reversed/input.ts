/** Reversing moves the gap. */
// @differentiable
export function reversed(x: Float64Array): number {
  const part = [x[0]!, x[1]!];
  part[4] = x[2]! * x[0]!;
  part.reverse();
  return part[0]! * part[3]! * part[4]!;
}

export const points: Parameters<typeof reversed>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
