function statistics(xs: number[]): { mean: number; variance: number; count: number } {
  let mean = 0;
  for (const x of xs) mean += x / xs.length;
  let variance = 0;
  for (const x of xs) variance += (x - mean) ** 2 / xs.length;
  return { mean, variance, count: xs.length };
}

// @differentiable
export function score(xs: number[]): number {
  const { mean, variance, count } = statistics(xs);
  return mean / Math.sqrt(variance) + count;
}

export const points: Parameters<typeof score>[] = [[[1, 2, 4, 8]]];
