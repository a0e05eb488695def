// @differentiable
export function taken(p: { x: number; y: number }, key: 'x' | 'y'): number {
  const { [key]: value } = p;
  return value * 2;
}

export const codes = [1015];
