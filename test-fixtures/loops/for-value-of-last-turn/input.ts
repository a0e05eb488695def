/** A value defined inside the loop and used after it. */
// @differentiable
export function lastSquare(xs: number[]): number {
  let last = 0.5;
  for (let i = 0; i < xs.length; i++) {
    last = xs[i]! * xs[i]!;
  }
  return Math.sin(last);
}

export const points: Parameters<typeof lastSquare>[] = [[[1, 2, 0.7]], [[]], [[0.3]]];

export const expected = [{ gradient: [0, 0, 1.4 * Math.cos(0.7 * 0.7)] }, { value: Math.sin(0.5), gradient: [] }];
