/** The loop reads the length anew at every turn. */
// @differentiable
export function expanded(x: number): number {
  const queue = [x];
  let sum = 0;
  for (const y of queue) {
    sum += y * y;
    if (queue.length < 5) queue.push(y * 0.5 + x);
  }
  return sum;
}

export const points: Parameters<typeof expanded>[] = [[1.3], [0]];
