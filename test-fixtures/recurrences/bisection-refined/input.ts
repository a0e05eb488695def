// @differentiable
export function rootBetween(c: number): number {
  let low = 0;
  let high = 3;
  for (let i = 0; i < 20; i++) {
    const middle = 0.5 * (low + high);
    if (middle * middle * middle < c) low = middle;
    else high = middle;
  }
  const guess = 0.5 * (low + high);
  return guess - (guess ** 3 - c) / (3 * guess * guess);
}

export const points: Parameters<typeof rootBetween>[] = [[5]];

/** The bisection is a constant of the point, the last Newton step carries the derivative. */
export const expected = [{ value: 1.709975946676697, gradient: 0.11399839644511313, within: 1e-5 }];

export const kinks = [0];
