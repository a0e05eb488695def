/** A tie of variables is shared equally. */
// @differentiable
export function largest(x: number, y: number, z: number): number {
  return Math.max(x, y, z);
}

export const cases = ['AC17', 'BI22'];

export const points: Parameters<typeof largest>[] = [
  [2, 2, 1],
  [2, 2, 2],
  [0, -0, -1],
  [1, NaN, 2],
  [Infinity, 1, 2],
];

export const kinks = [0, 1, 2, 3, 4];

export const expected = [
  { value: 2, gradient: [0.5, 0.5, 0] },
  { value: 2, gradient: [1 / 3, 1 / 3, 1 / 3] },
  { value: 0, gradient: [0.5, 0.5, 0] },
  { value: NaN, gradient: [0, NaN, 0] },
  { value: Infinity, gradient: [1, 0, 0] },
];
