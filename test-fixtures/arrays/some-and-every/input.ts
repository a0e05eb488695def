// @differentiable
export function judged(xs: number[], limit: number): number {
  const scale = xs.every((x) => x < limit) ? 2 : xs.some((x) => x > 2 * limit) ? 3 : 1;
  return scale * xs[0]! * xs[0]!;
}

export const points: Parameters<typeof judged>[] = [
  [[1, 2], 3],
  [[1, 7], 3],
  [[1, 4], 3],
];

export const expected = [
  { value: 2, gradient: [[4, 0], 0] },
  { value: 3, gradient: [[6, 0], 0] },
  { value: 1, gradient: [[2, 0], 0] },
];
