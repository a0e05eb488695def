/** The exponent is no variable: it asks for no logarithm. */
// @differentiable
export function powers(x: number): number {
  return x ** 2 + x ** 1.5 + x ** 0;
}

export const points: Parameters<typeof powers>[] = [[0], [-2]];

export const kinks = [0, 1];

export const expected = [
  { value: 1, gradient: 0 },
  { value: NaN, gradient: NaN },
];
