/** Defined for negative bases too, as long as the exponent is a whole constant. */
// @differentiable
export function powers(x: number): number {
  return x ** 2 + x ** 3 + x ** -1 + x ** 1 + x ** 0;
}

export const points: Parameters<typeof powers>[] = [[-2], [0.5]];

export const expected = [{ value: 4 - 8 - 0.5 - 2 + 1, gradient: -4 + 12 - 0.25 + 1 }];
