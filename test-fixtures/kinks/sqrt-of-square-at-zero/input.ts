/** An infinite slope times a slope of zero has no value. */
// @differentiable
export function norm(x: number): number {
  const d = x - x;
  return Math.sqrt(d * d);
}

export const cases = ['TR14'];

export const points: Parameters<typeof norm>[] = [[3]];

export const kinks = [0];

export const expected = [{ value: 0, gradient: NaN }];
