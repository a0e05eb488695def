// @differentiable
export function ones(x: number, n: number): number {
  const weights = Array.from({ length: n }, () => x);
  let sum = 0;
  for (let i = 0; i < n; i++) sum += weights[i]! ** (i + 1);
  return sum;
}

export const points: Parameters<typeof ones>[] = [[1.1, 3]];

export const discrete = [1];
