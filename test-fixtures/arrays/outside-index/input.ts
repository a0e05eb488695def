/** Reading outside gives undefined, which the program tests. */
// @differentiable
export function neighbourSum(xs: number[]): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const left = xs[i - 1] ?? 0;
    const right = xs[i + 1] ?? 1;
    sum += left * xs[i]! * right;
  }
  return sum;
}

export const points: Parameters<typeof neighbourSum>[] = [[[2, 3, 5]], [[2]], [[]]];

export const expected = [
  { value: 0 + 30 + 15, gradient: [15, 15, 9] },
  { value: 0, gradient: [0] },
];
