// @differentiable
export function arcs(x: number, y: number): number {
  return Math.asin(x) + Math.acos(y);
}

export const cases = ['BI22'];

export const points: Parameters<typeof arcs>[] = [
  [1, 1],
  [-1, -1],
  [2, 0],
];

export const kinks = [0, 1, 2];

export const expected = [
  { gradient: [Infinity, -Infinity] },
  { gradient: [Infinity, -Infinity] },
  { value: NaN, gradient: [NaN, -1] },
];
