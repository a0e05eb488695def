// @differentiable
export function grid(from: number, step: number, n: number): number[] {
  return Array.from({ length: n }, (_, i) => from + step * i * step);
}

export const points: Parameters<typeof grid>[] = [
  [1, 2, 4],
  [1, 2, 0],
];

export const discrete = [2];

export const expected = [{ value: [1, 5, 9, 13], gradient: [4, 4 + 8 + 12, 0] }, { value: [] }];
