/** Only a literal in the source counts as a constant: a variable that happens to hold one does not. */
const zero = 0;

// @differentiable
export function throughHelper(x: number): number {
  return larger(x, zero) + larger(0, x);
}

function larger(a: number, b: number): number {
  return Math.max(a, b);
}

export const points: Parameters<typeof throughHelper>[] = [[0], [1], [-1]];

export const kinks = [0];

export const expected = [{ value: 0, gradient: 1 }, { gradient: 2 }, { gradient: 0 }];
