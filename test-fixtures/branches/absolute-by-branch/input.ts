/** The derivative is that of the executed branch. */
// @differentiable
export function magnitude(x: number): number {
  return x < 0 ? -x : x;
}

export const cases = ['AC21', 'BI18', 'RA25'];

export const points: Parameters<typeof magnitude>[] = [[-2], [0], [3]];

export const kinks = [1];

export const expected = [
  { value: 2, gradient: -1 },
  { value: 0, gradient: 1 },
  { value: 3, gradient: 1 },
];
