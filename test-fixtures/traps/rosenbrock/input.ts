// @differentiable
export function rosenbrock(x: number, y: number): number {
  return Math.pow(1 - x, 2) + 100 * Math.pow(y - x ** 2, 2);
}

export const points: Parameters<typeof rosenbrock>[] = [
  [1.2, 1.2],
  [1, 1],
];

export const expected = [
  { value: 5.8, gradient: [115.6, -48] },
  { value: 0, gradient: [0, 0] },
];
