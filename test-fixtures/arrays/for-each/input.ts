// @differentiable
export function weighted(xs: number[], weights: number[]): number {
  let sum = 0;
  xs.forEach((x, i) => {
    sum += x * x * weights[i]! + sum * 0.1;
  });
  return sum;
}

export const cases = ['BI25'];

export const points: Parameters<typeof weighted>[] = [
  [
    [1, 2, 3],
    [0.5, -1, 2],
  ],
  [[], []],
];
