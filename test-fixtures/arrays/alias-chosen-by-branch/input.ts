// @differentiable
export function chosenTarget(a: number[], b: number[], x: number): number {
  const target = x > 1 ? a : b;
  target[0]! *= x;
  return a[0]! * 10 + b[0]!;
}

export const points: Parameters<typeof chosenTarget>[] = [
  [[2], [3], 4],
  [[2], [3], 0.5],
];

export const expected = [
  { value: 83, gradient: [[40], [1], 20] },
  { value: 21.5, gradient: [[10], [0.5], 3] },
];
