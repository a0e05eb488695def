// @differentiable
export function sumOfPositive(xs: number[], gain: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    if (xs[i]! <= 0) continue;
    sum += gain * xs[i]! * sum + xs[i]!;
  }
  return sum;
}

export const points: Parameters<typeof sumOfPositive>[] = [
  [[1, -2, 0.5, -1, 2], 0.3],
  [[-1, -2], 0.3],
];
