function pick(a: number[], b: number[], first: boolean): number[] {
  return first ? a : b;
}

// @differentiable
export function throughPicked(a: number[], b: number[], x: number): number {
  const chosen = pick(a, b, x > 1);
  chosen[0]! *= x;
  return a[0]! + b[0]! * b[0]!;
}

export const points: Parameters<typeof throughPicked>[] = [
  [[2], [3], 4],
  [[2], [3], 0.5],
];

export const expected = [
  { value: 17, gradient: [[4], [6], 2] },
  { value: 4.25, gradient: [[1], [1.5], 9] },
];
