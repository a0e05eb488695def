// @differentiable
export function squareRoot(a: number): number {
  let x = 1;
  while (Math.abs(x * x - a) > 1e-10) {
    x = 0.5 * (x + a / x);
  }
  return x;
}

export const cases = ['LR7', 'LR15', 'BI21'];

export const points: Parameters<typeof squareRoot>[] = [[2], [1], [7.3]];

/** At 1 no turn is made, beside it there is one. */
export const kinks = [1];

export const expected = [
  { value: 1.4142135623746899, gradient: 0.35355339061171626 },
  { value: 1, gradient: 0 },
];
