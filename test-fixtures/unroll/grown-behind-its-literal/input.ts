/** An array that gets longer than it was written: its loops have as many turns as it has elements then. */
// @differentiable
export function grown(x: number, y: number): number {
  const part = [x, y];
  part[2] = x * y;
  part[3] = x - y;
  let sum = 0;
  for (let i = 0; i < part.length; i++) sum += Math.sin(part[i]!) * (i + 1);
  const half = Math.floor(part.length / 2);
  for (let i = 0; i < half; i++) sum += part[i]! * part[part.length - 1 - i]!;
  return sum;
}

export const points: Parameters<typeof grown>[] = [
  [0.4, 0.7],
  [-1.2, 0.3],
];
