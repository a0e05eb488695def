/** Overflow is infinite in the derivative too, and nothing turns into NaN. */
// @differentiable
export function exploding(x: number): number {
  return Math.exp(x) + Math.cosh(x);
}

export const points: Parameters<typeof exploding>[] = [[1000]];

export const kinks = [0];

export const expected = [{ value: Infinity, gradient: Infinity }];
