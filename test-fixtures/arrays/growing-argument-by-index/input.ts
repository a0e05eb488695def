// @differentiable
export function extended(xs: number[]): number {
  const n = xs.length;
  for (let i = 0; i < n; i++) xs[n + i] = xs[i]! * xs[i]!;
  let sum = 0;
  for (const x of xs) sum += x;
  return sum;
}

export const points: Parameters<typeof extended>[] = [[[1, 2, 3]], [[]]];

export const expected = [
  { value: 20, gradient: [3, 5, 7] },
  { value: 0, gradient: [] },
];
