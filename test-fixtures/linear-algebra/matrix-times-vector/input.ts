// @differentiable
export function apply(matrix: number[][], x: number[]): number[] {
  return matrix.map((row) => {
    let sum = 0;
    for (let j = 0; j < row.length; j++) sum += row[j]! * x[j]!;
    return sum;
  });
}

export const cases = ['AC7', 'RA3', 'BI1'];

export const points: Parameters<typeof apply>[] = [
  [
    [
      [1, 2, 3],
      [4, 5, 6],
    ],
    [7, 8, 9],
  ],
];

export const expected = [
  {
    value: [50, 122],
    cotangent: [1, 0],
    gradient: [
      [
        [7, 8, 9],
        [0, 0, 0],
      ],
      [1, 2, 3],
    ],
  },
];
