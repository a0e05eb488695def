// @differentiable
export function mean(xs: number[]): number {
  let sum = 0;
  for (const x of xs) sum += x;
  return sum / xs.length;
}

export const points: Parameters<typeof mean>[] = [[[1, 2, 6]], [[5]]];

export const expected = [
  { value: 3, gradient: [1 / 3, 1 / 3, 1 / 3] },
  { value: 5, gradient: [1] },
];
