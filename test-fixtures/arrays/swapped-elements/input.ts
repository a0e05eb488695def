// @differentiable
export function swapped(xs: number[]): number {
  [xs[0], xs[1]] = [xs[1]! * 2, xs[0]! * xs[1]!];
  const kept = xs[0]!;
  xs[0] = xs[1]!;
  xs[1] = kept;
  return xs[0]! + xs[1]! ** 2;
}

export const points: Parameters<typeof swapped>[] = [[[3, 5]]];

export const expected = [{ value: 115, gradient: [5, 3 + 40] }];
