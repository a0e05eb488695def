// @differentiable
export function rootOfPositive(x: number): number {
  return x > 0 ? Math.sqrt(x) : 0;
}

export const cases = ['TR13'];

export const points: Parameters<typeof rootOfPositive>[] = [[-1], [0], [1]];

export const kinks = [1];

export const expected = [
  { value: 0, gradient: 0 },
  { value: 0, gradient: 0 },
  { value: 1, gradient: 0.5 },
];
