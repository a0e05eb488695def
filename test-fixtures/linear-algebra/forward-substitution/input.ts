/** The solve reads what it has written. */
// @differentiable
export function solveLower(l: number[][], b: number[]): number[] {
  const x: number[] = [];
  for (let i = 0; i < b.length; i++) {
    let sum = b[i]!;
    for (let j = 0; j < i; j++) sum -= l[i]![j]! * x[j]!;
    x[i] = sum / l[i]![i]!;
  }
  return x;
}

export const cases = ['BI31'];

export const points: Parameters<typeof solveLower>[] = [
  [
    [
      [2, 0, 0],
      [1, 3, 0],
      [-1, 0.5, 4],
    ],
    [1, 2, 3],
  ],
];
