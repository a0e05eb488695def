// @differentiable
export function smallest(x: number, y: number): number {
  return Math.min(x, y) + Math.min(5, x);
}

export const cases = ['BI22'];

export const points: Parameters<typeof smallest>[] = [
  [2, 2],
  [5, 7],
  [-0, 0],
];

export const kinks = [0, 1, 2];

export const expected = [
  { value: 4, gradient: [1.5, 0.5] },
  { value: 10, gradient: [1, 0] },
  { value: 0, gradient: [1.5, 0.5] },
];
