/** Slices that are only handed on: copied into a buffer, spread, copied again. */
// @differentiable
export function handed(x: Float64Array, y: number[]): number {
  const buffer = new Float64Array(6);
  buffer.set(x.slice(1), 1);
  buffer.set(y.slice(0, 2), 4);
  const list = [...y.slice(1), buffer[1]!];
  const copies = Float64Array.from(y.slice(1, 3));
  let sum = list[0]! * list[1]! * list[2]! + copies[0]! * copies[1]!;
  for (let i = 0; i < buffer.length; i++) sum += Math.sin(buffer[i]! * (i + 1));
  return sum;
}

export const points: Parameters<typeof handed>[] = [[new Float64Array([1.5, -0.5, 0.75]), [2, -1.5, 0.25]]];
