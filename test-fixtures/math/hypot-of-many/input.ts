// @differentiable
export function norm(xs: number[], y: number): number {
  return Math.hypot(...xs) * Math.hypot(y, ...xs);
}

export const points: Parameters<typeof norm>[] = [[[3, 4], 2]];
