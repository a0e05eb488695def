/** A callee stores past the end of its argument. */
// @differentiable
export function grownByHelper(x: Float64Array): number {
  const part = [x[0]!, x[1]!];
  grow(part, x[2]!);
  const buffer = new Float64Array(8);
  buffer.set(part);
  return buffer[0]! * buffer[1]! + buffer[5]! * part[0]!;
}

function grow(part: number[], value: number): void {
  part[5] = value * part[0]!;
}

export const points: Parameters<typeof grownByHelper>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
