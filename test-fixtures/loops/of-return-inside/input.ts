// @differentiable
export function firstRoot(xs: readonly number[], factor: number): number {
  for (const x of xs) {
    if (x > 0) return Math.sqrt(x) * factor;
  }
  return factor * factor;
}

export const points: Parameters<typeof firstRoot>[] = [
  [[-1, 4, 9], 3],
  [[-1], 3],
  [[], 3],
];

export const expected = [
  { value: 6, gradient: [[0, 0.75, 0], 2] },
  { value: 9, gradient: [[0], 6] },
  { value: 9, gradient: [[], 6] },
];
