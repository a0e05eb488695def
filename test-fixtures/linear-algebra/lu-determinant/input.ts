// @differentiable
export function determinant(matrix: number[][]): number {
  const a = matrix.map((row) => row.slice());
  let det = 1;
  for (let k = 0; k < a.length; k++) {
    const rowK = a[k]!;
    det *= rowK[k]!;
    for (let i = k + 1; i < a.length; i++) {
      const row = a[i]!;
      row[k]! /= rowK[k]!;
      for (let j = k + 1; j < a.length; j++) row[j]! -= row[k]! * rowK[j]!;
    }
  }
  return det;
}

export const cases = ['BI31'];

export const points: Parameters<typeof determinant>[] = [
  [
    [
      [2, 1],
      [3, 4],
    ],
  ],
  [
    [
      [2, 1, 0],
      [1, 3, 1],
      [0, 1, 4],
    ],
  ],
];

export const expected = [
  {
    value: 5,
    gradient: [
      [4, -3],
      [-1, 2],
    ],
  },
];
