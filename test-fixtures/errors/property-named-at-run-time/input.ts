// @differentiable
export function picked(p: { x: number; y: number[] }, axis: 'x' | 'y'): number {
  const part = p[axis];
  return typeof part === 'number' ? part * 2 : part[0]!;
}

export const codes = [1015, 1015];
