// @differentiable
export function trajectory(x: number, n: number): number {
  const path: number[] = [];
  path.push(x);
  for (let i = 0; i < n; i++) path.push(Math.sin(path[i]!) + x);
  let sum = 0;
  for (const y of path) sum += y * y;
  return sum;
}

export const points: Parameters<typeof trajectory>[] = [
  [0.7, 3],
  [0.7, 0],
];

export const discrete = [1];
