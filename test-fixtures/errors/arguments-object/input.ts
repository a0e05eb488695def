// @differentiable
export function first(x: number): number {
  return (arguments[0] as number) * x;
}

export const codes = [1020];
