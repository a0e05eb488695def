// @differentiable
export function trace(matrix: number[][]): number {
  let sum = 0;
  for (let i = 0; i < matrix.length; i++) sum += matrix[i]![i]! ** 2;
  matrix[0]![1] = sum;
  return sum * matrix[0]![1]!;
}

export const points: Parameters<typeof trace>[] = [
  [
    [
      [1, 2],
      [3, 4],
    ],
  ],
];

export const expected = [
  {
    value: 289,
    gradient: [
      [68, 0],
      [0, 272],
    ],
  },
];
