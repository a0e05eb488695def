// @differentiable
export function polar(x: number, y: number): { radius: number; angle: number } {
  return { radius: Math.hypot(x, y), angle: Math.atan2(y, x) };
}

export const points: Parameters<typeof polar>[] = [
  [3, 4],
  [-1, 0.5],
];

export const expected = [
  { value: { radius: 5, angle: Math.atan2(4, 3) }, cotangent: { radius: 5, angle: 25 }, gradient: [3 - 4, 4 + 3] },
];
