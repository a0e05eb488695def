// @differentiable
export function clamp(x: number, low: number, high: number): number {
  return Math.max(low, Math.min(high, x)) * x;
}

export const cases = ['BI5'];

export const points: Parameters<typeof clamp>[] = [
  [0.5, 0, 1],
  [-2, 0.1, 1],
  [3, 0, 1],
];

export const expected = [
  { value: 0.25, gradient: [1, 0, 0] },
  { value: -0.2, gradient: [0.1, -2, 0] },
  { value: 3, gradient: [1, 0, 3] },
];
