// @differentiable
export function squares(x: number[]): number[] {
  const y: number[] = [];
  for (let i = 0; i < x.length; i++) y[i] = x[i]! * x[i]!;
  return y;
}

export const cases = ['LR14'];

export const points: Parameters<typeof squares>[] = [[[1, 2, 3, 4]], [[]]];

export const expected = [
  { value: [1, 4, 9, 16], gradient: [2, 4, 6, 8], direction: [[1, 1, 1, 1]], tangent: [2, 4, 6, 8] },
];
