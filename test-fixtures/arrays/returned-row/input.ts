/** The result is part of an argument. */
// @differentiable
export function pickedRow(matrix: number[][], i: number, k: number): number[] {
  const row = matrix[i]!;
  row[0]! *= k;
  return row;
}

export const points: Parameters<typeof pickedRow>[] = [
  [
    [
      [1, 2],
      [3, 4],
    ],
    1,
    5,
  ],
];

export const discrete = [1];

export const expected = [
  {
    value: [15, 4],
    gradient: [
      [
        [0, 0],
        [5, 1],
      ],
      0,
      3,
    ],
  },
];
