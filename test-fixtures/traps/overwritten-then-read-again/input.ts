// @differentiable
export function recycled(x: number): number {
  let t = x * x;
  let sum = t;
  t = Math.sin(t);
  sum += t * x;
  t = t * t;
  sum *= t;
  t = 3;
  return sum + t * x;
}

export const points: Parameters<typeof recycled>[] = [[1.1]];
