// @differentiable
export function power(x: number, y: number): number {
  return Math.pow(x, y);
}

export const cases = ['BI22'];

export const points: Parameters<typeof power>[] = [
  [0, 2],
  [0, 1],
  [0, 0],
  [0, 0.5],
  [0, -1],
  [-2, 3],
  [-2, 0.5],
  [2, 0],
];

export const kinks = [0, 1, 2, 3, 4, 5, 6, 7];

export const expected = [
  { value: 0, gradient: [0, 0] },
  { value: 0, gradient: [1, 0] },
  { value: 1, gradient: [0, 0] },
  { value: 0, gradient: [Infinity, 0] },
  { value: Infinity, gradient: [-Infinity, -Infinity] },
  { value: -8, gradient: [12, NaN] },
  { value: NaN, gradient: [NaN, NaN] },
  { value: 1, gradient: [0, Math.LN2] },
];
