// @differentiable
export function isLarge(x: number): boolean {
  return x > 10;
}

export const codes = [3005];
