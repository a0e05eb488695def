// @differentiable
export function truncated(x: number): number {
  return (x | 0) * x + (~~x >> 1);
}

export const cases = ['RA19'];

export const codes = [3002];

export const points: Parameters<typeof truncated>[] = [[2.5], [-3.7]];

export const expected = [
  { value: 6, gradient: 2 },
  { value: 9.1, gradient: -3 },
];
