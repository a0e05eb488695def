// @checkpoint
export function longSum(x: number, n: number): number {
  let sum = 0;
  for (let i = 0; i < n; i++) sum += Math.sin(x * i);
  return sum;
}

// @differentiable
export function twice(x: number): number {
  return longSum(x, 2) * longSum(x, 3);
}

export const codes = [4005];
