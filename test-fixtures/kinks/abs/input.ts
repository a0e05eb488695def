// @differentiable
export function abs(x: number): number {
  return Math.abs(x);
}

export const cases = ['BI22'];

export const points: Parameters<typeof abs>[] = [[0], [-0], [-1e-300], [NaN]];

export const kinks = [0, 1, 2, 3];

export const expected = [{ value: 0, gradient: 0 }, { value: 0, gradient: 0 }, { gradient: -1 }, { gradient: NaN }];
