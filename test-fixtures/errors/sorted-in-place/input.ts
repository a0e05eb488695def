// @differentiable
export function sortedSum(xs: Float64Array): number {
  xs.sort();
  return xs[0]! * 2 + xs[1]!;
}

export const codes = [1016];
