// @differentiable
export function reused(x: number, y: number): number {
  const p = Math.exp(x * y);
  const q = p * p + Math.log(p);
  return q * p - q;
}

export const points: Parameters<typeof reused>[] = [[0.4, 0.9]];
