function firstPositive(xs: number[], fallback: number): number {
  for (const x of xs) if (x > 0) return x * x;
  return fallback;
}

// @differentiable
export function twoSearches(xs: number[], ys: number[], z: number): number {
  return firstPositive(xs, z) * firstPositive(ys, z * z) + firstPositive([], z);
}

export const points: Parameters<typeof twoSearches>[] = [
  [[-1, 2], [-3], 1.5],
  [[], [4], 1.5],
];
