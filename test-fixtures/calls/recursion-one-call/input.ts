// @differentiable
export function power(x: number, n: number): number {
  return n === 0 ? 1 : x * power(x, n - 1);
}

export const cases = ['BI20'];

export const points: Parameters<typeof power>[] = [
  [1.1, 10],
  [1.1, 0],
  [0, 2],
];

export const discrete = [1];

export const expected = [
  { gradient: [23.579476910000015, 0] },
  { value: 1, gradient: [0, 0] },
  { value: 0, gradient: [0, 0] },
];
