// @differentiable
export function smoothStep(x: number): number {
  return x <= 0 ? 0 : x >= 1 ? 1 : x * x * (3 - 2 * x);
}

export const points: Parameters<typeof smoothStep>[] = [[-1], [0.25], [2], [0], [1]];

export const kinks = [3, 4];

export const expected = [
  { gradient: 0 },
  { value: 0.15625, gradient: 1.125 },
  { value: 1, gradient: 0 },
  { value: 0, gradient: 0 },
  { value: 1, gradient: 0 },
];
