// @differentiable
export function length(x: number, y: number): number {
  return Math.hypot(x, y);
}

export const cases = ['BI22'];

export const points: Parameters<typeof length>[] = [
  [0, 0],
  [0, 3],
  [Infinity, 2],
  [1e200, 1e200],
];

export const kinks = [0, 2, 3];

export const expected = [
  { value: 0, gradient: [0, 0] },
  { value: 3, gradient: [0, 1] },
  { value: Infinity, gradient: [1, 0] },
  { gradient: [Math.SQRT1_2, Math.SQRT1_2], within: 1e-15 },
];
