/** The bound is held in an array, and overwritten after the loop. */
// @differentiable
export function boundLost(xs: number[], bound: number[]): number {
  let sum = 1;
  for (let i = 0; i < bound[0]!; i++) sum *= xs[i]!;
  bound[0] = 100;
  return sum;
}

export const points: Parameters<typeof boundLost>[] = [
  [[2, 3, 4, 5], [3]],
  [[2, 3, 4, 5], [0]],
];

export const discrete = [1];

export const expected = [
  { value: 24, gradient: [[12, 8, 6, 0], [0]] },
  { value: 1, gradient: [[0, 0, 0, 0], [0]] },
];
