/** Negative, broken and missing indices: there would be a property where there is no element. */
// @differentiable
export function tried(xs: number[]): number {
  let sum = 0;
  for (const place of [1, -1, 0.5, NaN, 2, 0, 1e12]) {
    const found = xs[place]!;
    if (found > 1) sum += found * found;
  }
  const first = xs[-1]!;
  return first < 0 ? sum + first : sum * xs[0]!;
}

export const points: Parameters<typeof tried>[] = [[[2, 3]]];

export const expected = [{ value: 26, gradient: [13 + 8, 12] }];
