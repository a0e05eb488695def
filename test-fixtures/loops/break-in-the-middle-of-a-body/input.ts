/** The input is overwritten up to the break; what lies behind it has gradient zero. */
// @differentiable
export function sumTill(xs: Float64Array, limit: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    sum += xs[i]! * 2;
    if (sum > limit) break;
    xs[i] = xs[i]! * xs[i]!;
    sum += xs[i]!;
  }
  return sum;
}

export const points: Parameters<typeof sumTill>[] = [
  [new Float64Array([1, 2, 3, 4]), 10],
  [new Float64Array([1, 2]), 100],
];

export const expected = [{ value: 17, gradient: [new Float64Array([4, 6, 2, 0]), 0] }];
