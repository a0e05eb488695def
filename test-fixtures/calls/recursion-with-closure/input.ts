// @differentiable
export function ackermannLike(x: number, depth: number): number {
  const go = (y: number, n: number): number => (n === 0 ? y * x : go(Math.sin(y) + x, n - 1));
  return go(x, depth);
}

export const points: Parameters<typeof ackermannLike>[] = [
  [0.5, 3],
  [0.5, 0],
];

export const discrete = [1];
