/** Sums are not reordered. */
// @differentiable
export function unbalanced(xs: number[]): number {
  let sum = 1e16;
  for (const x of xs) sum = sum + x;
  return sum - 1e16 + (xs[0]! + (xs[1]! + xs[2]!));
}

export const points: Parameters<typeof unbalanced>[] = [[[1, 1, 1]]];

export const kinks = [0];

export const expected = [{ gradient: [2, 2, 2] }];
