// @differentiable
export function late(xs: number[], x: number): number {
  if (xs.length === 0) return x;
  for (const each of xs) {
    if (each > x) {
      if (each > 2 * x) return each * x;
      return each / x;
    }
  }
  return x * x * x;
}

export const points: Parameters<typeof late>[] = [
  [[], 2],
  [[1, 9], 2],
  [[3], 2],
  [[1], 2],
];
