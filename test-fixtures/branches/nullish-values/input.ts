// @differentiable
export function offset(x: number, by: number | undefined, scale: number | null): number {
  return x * (scale ?? 2) + (by ?? x * x);
}

export const points: Parameters<typeof offset>[] = [
  [3, 5, 7],
  [3, undefined, null],
  [3, 0, null],
];

export const expected = [
  { value: 26, gradient: [7, 1, 3] },
  { value: 15, gradient: [2 + 6] },
  { value: 6, gradient: [2, 1] },
];
