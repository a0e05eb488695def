// @differentiable
export function areas(x: number, y: number): number {
  return Math.acosh(x) + Math.atanh(y);
}

export const cases = ['BI22'];

export const points: Parameters<typeof areas>[] = [
  [1, 0],
  [0.5, 1],
  [1e200, -1],
  [2, 3],
];

export const kinks = [0, 1, 2, 3];

export const expected = [
  { value: 0, gradient: [Infinity, 1] },
  { value: NaN, gradient: [NaN, Infinity] },
  { value: -Infinity, gradient: [1e-200, Infinity], within: 1e-14 },
  { value: NaN, gradient: [0.5773502691896258, NaN], within: 1e-14 },
];
