/** What does not vary contributes exactly zero, even through an infinite slope. */
// @differentiable mode=forward
export function offset(x: number, y: number): number {
  return Math.sqrt(x) + Math.pow(x, 0.5) + Math.acos(x + 1) + y;
}

export const points: Parameters<typeof offset>[] = [[0, 3]];

export const kinks = [0];

export const expected = [{ direction: [0, 1], tangent: 1 }];
