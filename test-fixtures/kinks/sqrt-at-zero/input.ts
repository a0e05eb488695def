/** A vertical tangent is infinite. */
// @differentiable
export function root(x: number): number {
  return Math.sqrt(x);
}

export const cases = ['BI22'];

export const points: Parameters<typeof root>[] = [[0], [-0], [-1]];

export const kinks = [0, 1, 2];

export const expected = [
  { value: 0, gradient: Infinity },
  { value: -0, gradient: Infinity },
  { value: NaN, gradient: NaN },
];
