/** The names of an array's elements are its indices. */
// @differentiable
export function squares(xs: number[], ys: Float64Array): number {
  let s = 0;
  for (const i in xs) {
    if (i === '1') continue;
    xs[i]! *= 2;
    s += xs[i]! * xs[i]! * ys[i]!;
  }
  return s;
}

export const points: Parameters<typeof squares>[] = [[[1.5, 2, 0.3], Float64Array.of(0.5, 2, -1)]];
