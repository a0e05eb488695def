// @differentiable
export function product(xs: number[]): number {
  return xs.reduce((p, x) => p * x, 1);
}

export const cases = ['BI25'];

export const points: Parameters<typeof product>[] = [[[2, 3, 4]], [[0, 3, 4]], [[]]];

export const expected = [
  { value: 24, gradient: [12, 8, 6] },
  { value: 0, gradient: [12, 0, 0] },
  { value: 1, gradient: [] },
];
