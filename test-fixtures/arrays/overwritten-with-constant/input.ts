// @differentiable
export function cleared(xs: number[]): number {
  const first = xs[0]! * xs[1]!;
  xs[0] = 0;
  xs[1] = xs[1]! * 2;
  return first + xs[0]! * 5 + xs[1]! ** 2;
}

export const points: Parameters<typeof cleared>[] = [[[3, 4]]];

export const expected = [{ value: 76, gradient: [4, 35] }];
