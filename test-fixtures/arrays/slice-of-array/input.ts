// @differentiable
export function tails(xs: number[]): number {
  const all = xs.slice();
  const last = xs.slice(-2);
  all[0] = last[1]! * xs[0]!;
  return all[0] * last[0]!;
}

export const points: Parameters<typeof tails>[] = [[[2, 3, 5]]];

export const expected = [{ value: 30, gradient: [15, 10, 6] }];
