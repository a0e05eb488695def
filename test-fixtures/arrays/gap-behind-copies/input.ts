/** Copies to and fro, then a store far behind the end. */
// @differentiable
export function copied(x: Float64Array): number {
  const part = Array.from(new Float64Array(x));
  const copy = new Float64Array(part);
  part[9] = copy[0]! * copy[1]!;
  return part[9]! * copy[2]! * part[3]!;
}

export const points: Parameters<typeof copied>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
