// @differentiable order=2
export function squared(x: number): number {
  return x * x;
}

export const codes = [4001];
