// @differentiable
export function compound(xs: number[], k: number): number {
  xs[0]! += k;
  xs[1]! -= xs[0]! * k;
  xs[2]! *= xs[1]!;
  xs[3]! /= xs[2]!;
  xs[4]! **= 2;
  return xs[3]! + xs[4]! + xs[0]!++ + --xs[1]!;
}

export const points: Parameters<typeof compound>[] = [[[1, 2, 3, 4, 5], 0.7]];
