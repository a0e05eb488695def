// @differentiable
export function norm(xs: number[], y: number): number {
  return Math.hypot(...xs) * Math.hypot(y, ...xs);
}

export const codes = [1016, 1016];
