/** A value outside the domain of `acos` that nothing uses leaves the gradient alone. */
// @differentiable
export function energy(c: number, a: number): number {
  const angle = Math.acos(c);
  const unused = angle * a;
  void unused;
  return c * c * a * a;
}

export const cases = ['TR8'];

export const points: Parameters<typeof energy>[] = [[5, 3]];

export const expected = [{ value: 225, gradient: [90, 150] }];
