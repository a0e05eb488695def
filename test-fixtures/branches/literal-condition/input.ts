// @differentiable
export function chosen(x: number): number {
  const scale = 1.5;
  const off = 0;
  const y = scale ? x * x : x;
  const z = !off && x > 0 ? Math.sin(y) : y;
  return z + (scale && x) + (off || y);
}

export const points: Parameters<typeof chosen>[] = [[0.7], [-0.4]];
