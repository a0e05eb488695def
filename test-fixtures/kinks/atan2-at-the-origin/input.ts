// @differentiable
export function angle(y: number, x: number): number {
  return Math.atan2(y, x);
}

export const cases = ['BI22'];

export const points: Parameters<typeof angle>[] = [
  [0, 0],
  [1e200, 1e200],
];

export const kinks = [0, 1];

export const expected = [
  { value: 0, gradient: [0, 0] },
  { gradient: [0.5e-200, -0.5e-200], within: 1e-14 },
];
