/** The array is changed by way of the map, where no derivative can follow. */
// @differentiable
export function changedUnseen(xs: number[]): number {
  const byName = new Map([['xs', xs]]);
  let sum = xs[0]! * xs[0]!;
  byName.get('xs')![0] = 7;
  sum += xs[0]! * xs[0]!;
  return sum;
}

export const codes = [1016, 1023];
