// @differentiable
export function f(x: number, y: number): number {
  const weights = new Map([
    ['first', x],
    ['second', x * y],
    ['third', 2],
  ]);
  let sum = 0;
  for (const [name, weight] of weights) sum += weight ** 2 * name.length;
  return sum / weights.size;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
