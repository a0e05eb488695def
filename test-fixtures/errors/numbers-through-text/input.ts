// @differentiable
export function rounded(x: number): number {
  return Number.parseFloat(x.toFixed(2)) * x;
}

export const codes = [1016];
