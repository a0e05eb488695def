/** Nothing depends on the parameter. */
// @differentiable
export function fixed(x: number, xs: number[]): number {
  const y = x > 0 ? 1 : 2;
  return y + xs.length;
}

export const points: Parameters<typeof fixed>[] = [[3, [1, 2]]];

export const expected = [{ value: 3, gradient: [0, [0, 0]] }];
