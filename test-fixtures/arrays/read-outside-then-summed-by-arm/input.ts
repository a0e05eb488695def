/** A sum that is NaN in the end is used only where it is not; one that is used anyway needs no test of its cells. */
// @differentiable
export function chosen(xs: number[]): number {
  let rises = 0;
  for (let i = 0; i < xs.length; i++) rises += xs[i + 1]! - xs[i]!;
  let squares = 0;
  for (let i = 0; i < xs.length - 1; i++) squares += xs[i + 1]! * xs[i]!;
  return rises > 0 ? squares * rises : squares;
}

export const points: Parameters<typeof chosen>[] = [[[2, 3, 5]], [[2]], [[]]];

export const expected = [{ value: 21, gradient: [3, 7, 3] }];
