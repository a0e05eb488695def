// @differentiable
export function softened(xs: number[], k: number): number[] {
  return xs.map((x, i) => Math.tanh(k * x) + i);
}

export const points: Parameters<typeof softened>[] = [
  [[0.5, -1, 2], 1.3],
  [[], 1.3],
];
