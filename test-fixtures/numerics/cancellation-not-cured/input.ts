/** The program is differentiated, not the mathematics: a primal that has lost its digits has a derivative that lost them too. */
// @differentiable
export function unstable(x: number): number {
  return (1 - Math.cos(x)) / (x * x);
}

export const cases = ['AC23'];

export const points: Parameters<typeof unstable>[] = [[1e-8], [0.5]];

export const kinks = [0];

export const expected = [{ value: 0, gradient: 1e8, within: 1e-12 }];
