// @differentiable
export function best(xs: Float64Array, skip: Int32Array): number {
  let winner = -Infinity;
  for (let i = 0; i < xs.length; i++) {
    if (skip[i] === 1) continue;
    const score = xs[i]! * xs[i]!;
    if (score <= winner) continue;
    winner = score;
  }
  return winner;
}

export const cases = ['TR4'];

export const points: Parameters<typeof best>[] = [
  [new Float64Array([1, -4, 9, 2]), new Int32Array([0, 0, 1, 0])],
  [new Float64Array([3, 1]), new Int32Array([0, 0])],
];

export const expected = [
  { value: 16, gradient: [new Float64Array([0, -8, 0, 0])] },
  { value: 9, gradient: [new Float64Array([6, 0])] },
];
