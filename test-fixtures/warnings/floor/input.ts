// @differentiable
export function staircase(x: number): number {
  return Math.floor(x) * 2;
}

export const cases = ['RA18', 'RA19'];

export const codes = [3002];

export const points: Parameters<typeof staircase>[] = [[2.5], [2]];

export const kinks = [1];

export const expected = [
  { value: 4, gradient: 0 },
  { value: 4, gradient: 0 },
];
