// @differentiable
export function ends(xs: number[]): number {
  const [first = 1, , third = 2, ...rest] = xs;
  let sum = first * third;
  for (const x of rest) sum += x * first;
  return sum;
}

export const points: Parameters<typeof ends>[] = [[[2, 3, 5, 7, 11]], [[4]], [[]]];

export const expected = [
  { value: 46, gradient: [23, 0, 2, 2, 2] },
  { value: 8, gradient: [2] },
  { value: 2, gradient: [] },
];
