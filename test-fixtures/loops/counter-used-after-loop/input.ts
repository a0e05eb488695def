// @differentiable
export function counted(x: number): number {
  let i = 0;
  let s = x;
  for (; s < 50; i++) s *= 1.9;
  return s / (i + 1);
}

export const points: Parameters<typeof counted>[] = [[1], [60], [0.3]];
