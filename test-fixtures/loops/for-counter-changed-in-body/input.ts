// @differentiable
export function everyOtherWhenLarge(xs: number[], limit: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]!;
    sum = sum * 0.9 + x * x;
    if (x > limit) i++;
  }
  return sum;
}

export const points: Parameters<typeof everyOtherWhenLarge>[] = [
  [[1, 3, 2, 0.5, 4, 7], 2.5],
  [[5, 5, 5], 1],
  [[], 1],
];
