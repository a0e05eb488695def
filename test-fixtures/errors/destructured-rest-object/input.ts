// @differentiable
export function others(p: { x: number; y: number; z: number }): number {
  const { x, ...rest } = p;
  return x * rest.y * rest.z;
}

export const codes = [1026];
