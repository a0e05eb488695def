// @differentiable
export function f(x: number, y: number): number {
  const queue = new Map<number, number>([[0, x]]);
  let sum = 0;
  for (const [at, value] of queue) {
    sum += value * value;
    if (at < 4) queue.set(at + 1, value * y + 1);
    if (at === 2) queue.delete(3);
    if (at === 2) queue.set(7, value);
  }
  return sum;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
