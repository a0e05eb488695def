// @differentiable
export function maxima(xs: number[]): number[] {
  const out: number[] = [];
  let top = xs[0]!;
  for (const x of xs) {
    top = Math.max(top, x);
    out.push(top * x);
  }
  return out;
}

export const points: Parameters<typeof maxima>[] = [[[2, 1, 5, 3]]];

export const kinks = [0];

/** The first turn compares an element with itself: both halves of the tie are the same element. */
export const expected = [{ value: [4, 2, 25, 15], gradient: [2 * 2 + 1, 2, 10 + 3, 5] }];
