/** Every second element is stored. */
// @differentiable
export function everySecond(x: Float64Array): number {
  const part: number[] = [];
  for (let i = 0; i < x.length; i++) part[2 * i + 1] = x[i]! * x[0]!;
  const buffer = new Float64Array(16);
  buffer.set(part);
  let sum = 0;
  for (let i = 1; i < part.length; i += 2) sum += buffer[i]! * part[i]!;
  return sum;
}

export const points: Parameters<typeof everySecond>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
