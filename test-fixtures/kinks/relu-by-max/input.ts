/** A tie with a literal goes to the literal. */
// @differentiable
export function relu(x: number): number {
  return Math.max(0, x);
}

export const cases = ['AC17', 'BI22'];

export const points: Parameters<typeof relu>[] = [[-1], [0], [2]];

export const kinks = [1];

export const expected = [
  { value: 0, gradient: 0 },
  { value: 0, gradient: 0 },
  { value: 2, gradient: 1 },
];
