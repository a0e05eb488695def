// @differentiable
export function sumOfCubes(xs: number[]): number {
  let sum = 0;
  for (const x of xs) sum += x ** 3;
  return sum;
}

export const points: Parameters<typeof sumOfCubes>[] = [[[1, 2, -3]], [[2]], [[]]];

export const expected = [
  { value: -18, gradient: [3, 12, 27] },
  { value: 8, gradient: [12] },
  { value: 0, gradient: [] },
];
