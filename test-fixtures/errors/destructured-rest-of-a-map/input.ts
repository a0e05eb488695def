// @differentiable
export function others(p: { x: number; [key: string]: number }): number {
  const { x, ...rest } = p;
  return x * rest['y']!;
}

export const codes = [1026];
