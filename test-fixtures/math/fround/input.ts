// @differentiable
export function single(x: number): number {
  return Math.fround(x) * 3;
}

export const cases = ['BI5'];

export const points: Parameters<typeof single>[] = [[0.1], [2]];

/** A staircase to finite differences, the identity to its rule. */
export const kinks = [0, 1];

export const expected = [{ gradient: 3 }, { value: 6, gradient: 3 }];
