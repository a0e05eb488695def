// @differentiable
export function palindromeDefect(xs: number[]): number {
  let sum = 0;
  for (let i = 0, j = xs.length - 1; i < j; i++, j--) {
    const d = xs[i]! - xs[j]!;
    sum += d * d * (j - i);
  }
  return sum;
}

export const points: Parameters<typeof palindromeDefect>[] = [[[1, 2, 3, 5, 8]], [[1]], [[]], [[2, 2]]];

export const expected = [
  { value: 49 * 4 + 9 * 2, gradient: [-56, -12, 0, 12, 56] },
  { value: 0, gradient: [0] },
  { value: 0, gradient: [] },
  { value: 0, gradient: [0, 0] },
];
