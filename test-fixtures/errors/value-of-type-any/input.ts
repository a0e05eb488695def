// @differentiable
export function loose(x: any): number {
  return x.value * 2;
}

export const codes = [2001];
