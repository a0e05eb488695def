/** A store past the end of an argument that was copied before. */
// @differentiable
export function argumentGrown(x: number[]): number {
  const buffer = new Float64Array(8);
  buffer.set(x, 1);
  x[6] = buffer[1]! * buffer[2]!;
  buffer.set(x.slice(0, 2), 0);
  return buffer[0]! * buffer[1]! * buffer[4]! * x[6]!;
}

export const points: Parameters<typeof argumentGrown>[] = [[[1.5, -0.5, 0.75, 2]]];
