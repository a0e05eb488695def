// @differentiable
export function firstAbove(xs: number[], limit: number, scale: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const x = xs[i]! * scale;
    if (x > limit) return sum * x;
    sum += x;
  }
  return -sum * sum;
}

export const cases = ['TR9'];

export const points: Parameters<typeof firstAbove>[] = [
  [[1, 2, 5, 3], 4, 1.1],
  [[1, 2], 4, 1.1],
  [[9, 2], 4, 1.1],
  [[], 4, 1.1],
];
