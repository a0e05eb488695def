// @differentiable
export function peak(a: number, b: number, c: number, xs: number[]): number {
  return Math.max(a, b, c) + Math.max(...xs) * Math.min(...xs, a);
}

export const cases = ['BI5'];

export const points: Parameters<typeof peak>[] = [
  [1, 5, 3, [2, 7, 4]],
  [1, 5, 9, [0.2, 0.1]],
];

export const expected = [
  { value: 12, gradient: [7, 1, 0, [0, 1, 0]] },
  { value: 9.02, gradient: [0, 0, 1, [0.1, 0.2]] },
];
