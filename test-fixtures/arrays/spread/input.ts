// @differentiable
export function spliced(xs: number[], ys: number[], x: number): number {
  const all = [x, ...xs, x * x, ...ys];
  let value = 0;
  for (let i = 0; i < all.length; i++) value += all[i]! * all[all.length - 1 - i]!;
  return value;
}

export const points: Parameters<typeof spliced>[] = [
  [[1, 2], [3], 5],
  [[], [], 5],
];
