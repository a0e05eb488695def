// @differentiable
export function allPairs(xs: number[], ys: number[]): number {
  let sum = 0;
  for (const x of xs) {
    for (const y of ys) sum += Math.exp(-((x - y) ** 2));
  }
  return sum;
}

export const points: Parameters<typeof allPairs>[] = [
  [
    [1, 2],
    [0.5, 1.5, 3],
  ],
  [[1], []],
];
