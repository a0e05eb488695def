// @differentiable
export function longSum(x: number, n: number): number {
  let sum = 0;
  // @fixed-point tol=1e-10
  for (let i = 0; i < n; i++) sum += Math.sin(x * i);
  return sum;
}

export const codes = [4005];
