// @differentiable
export function picked(p: { x: number; y: number }, axis: 'x' | 'y'): number {
  return p[axis] * 2;
}

export const codes = [1015];
