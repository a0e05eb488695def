// @differentiable
export function sumOfPowers(p: number, ...xs: number[]): number {
  let sum = 0;
  for (const x of xs) sum += x ** p;
  return sum;
}

export const points: Parameters<typeof sumOfPowers>[] = [[2, 3, 5], [3]];

export const expected = [
  { value: 34, gradient: [undefined, [6, 10]] },
  { value: 0, gradient: [0, []] },
];
