// @differentiable
export function piecewise(x: number): number {
  if (x < -1) return x * x;
  const y = Math.exp(x);
  if (x < 0) return y;
  if (x > 2) return y * x;
  return y + x;
}

export const points: Parameters<typeof piecewise>[] = [[-2], [-0.5], [3], [1]];
