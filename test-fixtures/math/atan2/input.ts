// @differentiable
export function angle(y: number, x: number): number {
  return Math.atan2(y, x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof angle>[] = [
  [3, 4],
  [-1, -2],
  [0, 1],
  [1, 0],
];

export const expected = [{ gradient: [0.16, -0.12] }, { gradient: [-0.4, 0.2] }, { value: 0, gradient: [1, 0] }];
