// @differentiable
export function alternating(xs: number[]): number {
  let s = 1;
  let i = 0;
  while (i < xs.length) {
    const x = xs[i++]!;
    if (x < 0) continue;
    s = s * x + Math.cos(x);
  }
  return s;
}

export const points: Parameters<typeof alternating>[] = [[[1, -2, 0.5, -1, 2]], [[-1]], [[]]];
