// @differentiable
export function sumTillLarge(xs: number[], limit: number): number {
  let sum = 0;
  let i = 0;
  while (i < xs.length) {
    sum += xs[i]! * xs[i]!;
    if (sum > limit) break;
    i++;
    sum *= 0.5;
  }
  return sum;
}

export const points: Parameters<typeof sumTillLarge>[] = [
  [[1, 2, 3, 4], 5],
  [[1, 0.5], 5],
  [[4], 5],
  [[], 5],
];
