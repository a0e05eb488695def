/** The only thing that reads the array, in a loop that goes on behind its end. */
// @differentiable
export function positives(xs: number[]): number {
  let sum = 0;
  for (let i = 0; i < 5; i++) {
    const x = xs[i]!;
    if (x > 0) sum += x;
  }
  return sum;
}

export const points: Parameters<typeof positives>[] = [[[2, -3, 5]], [[2, -3, 5, 1, 4, 3]]];

export const expected = [
  { value: 7, gradient: [1, 0, 1] },
  { value: 12, gradient: [1, 0, 1, 1, 1, 0] },
];
