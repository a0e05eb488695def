// @differentiable
export function weightedMean(x: number[], weights: number[]): number {
  let sum = 0;
  let norm = 0;
  for (let i = 0; i < x.length; i++) {
    sum += weights[i]! * x[i]!;
    norm += weights[i]!;
  }
  return sum / norm;
}

export const cases = ['TR2'];

export const points: Parameters<typeof weightedMean>[] = [
  [
    [1, 1, 1],
    [1, 1, 1],
  ],
];

export const expected = [
  {
    value: 1,
    gradient: [
      [1 / 3, 1 / 3, 1 / 3],
      [0, 0, 0],
    ],
    within: 1e-15,
  },
];
