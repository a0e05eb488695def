/** The counter enters the arithmetic, also as an exponent. */
// @differentiable
export function series(x: number, n: number): number {
  let sum = 0;
  for (let k = 1; k <= n; k++) sum += ((k % 2 === 1 ? 1 : -1) * x ** k) / k;
  return sum;
}

export const points: Parameters<typeof series>[] = [
  [0.4, 12],
  [0, 3],
  [-0.5, 5],
];

export const discrete = [1];

export const expected = [undefined, { value: 0, gradient: [1, 0] }];
