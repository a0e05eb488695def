// @differentiable
export function power(x: number, y: number): number {
  return Math.pow(x, y) + x ** 3 + 2 ** y;
}

export const cases = ['BI5'];

export const points: Parameters<typeof power>[] = [
  [1.5, 2.5],
  [0.3, -1.2],
];
