/** A structure that is made where none is passed is a constant of the caller's, and has no gradient; what it is made from has one. */
// @differentiable
export function weighted(x: number, weights: number[] = [x, 2 * x], offsets?: number[]): number {
  let sum = 0;
  for (let i = 0; i < weights.length; i++) sum += weights[i]! * x;
  return sum + (offsets === undefined ? x : offsets[0]!);
}

export const points: Parameters<typeof weighted>[] = [[1.5], [1.5, [3, 4]], [1.5, [3, 4], [0.5]]];

export const expected = [
  { value: 6.75 + 1.5, gradient: [10] },
  { value: 10.5 + 1.5, gradient: [8, [1.5, 1.5]] },
  { value: 10.5 + 0.5, gradient: [7, [1.5, 1.5], [1]] },
];
