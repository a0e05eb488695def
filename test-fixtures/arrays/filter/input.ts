// @differentiable
export function sumOfPositive(xs: number[]): number {
  return xs.filter((x) => x > 0).reduce((sum, x) => sum + x * x, 0);
}

export const cases = ['BI25'];

export const points: Parameters<typeof sumOfPositive>[] = [[[1, -2, 3]], [[-1]]];

export const expected = [
  { value: 10, gradient: [2, 0, 6] },
  { value: 0, gradient: [0] },
];
