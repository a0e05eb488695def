// @differentiable
export function looked(table: number[], x: number): number {
  return table[Math.floor(x)]! * x;
}

export const cases = ['RA19'];

export const codes = [3002];

export const points: Parameters<typeof looked>[] = [[[2, 3, 5], 1.5]];

export const expected = [{ value: 4.5, gradient: [[0, 1.5, 0], 3] }];
