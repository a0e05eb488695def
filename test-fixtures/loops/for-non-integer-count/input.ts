/** A `number` is no integer: a bound of 2.5 makes three turns. */
// @differentiable
export function power(x: number, n: number): number {
  let out = 1;
  for (let i = 0; i < n; i++) out *= x;
  return out;
}

export const points: Parameters<typeof power>[] = [
  [1.7, 2.5],
  [1.7, 0.25],
  [1.7, NaN],
];

export const discrete = [1];

export const expected = [
  { gradient: [3 * 1.7 ** 2, 0] },
  { value: 1.7, gradient: [1, 0] },
  { value: 1, gradient: [0, 0] },
];
