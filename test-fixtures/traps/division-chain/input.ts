// @differentiable
export function divided(x: number, y: number): number {
  let q = x;
  for (let i = 1; i < 6; i++) q /= y + i;
  return q / x / y;
}

export const points: Parameters<typeof divided>[] = [[2, 0.7]];
