/** The executed side counts: slope 1 at the jump. */
// @differentiable
export function phase(x: number, period: number): number {
  return x % period;
}

export const cases = ['BI22'];

export const points: Parameters<typeof phase>[] = [
  [6, 2],
  [0, 2],
  [1, 0],
];

export const kinks = [0, 1, 2];

export const expected = [{ value: 0, gradient: [1, -3] }, { value: 0, gradient: [1, 0] }, { value: NaN }];
