// @differentiable
export function rankOne(matrix: number[][], u: number[], v: number[]): number {
  let trace = 0;
  matrix.forEach((row, i) => {
    for (let j = 0; j < row.length; j++) row[j]! += u[i]! * v[j]!;
    trace += row[i]! * row[0]!;
  });
  return trace;
}

export const points: Parameters<typeof rankOne>[] = [
  [
    [
      [1, 2],
      [3, 4],
    ],
    [0.5, -1],
    [2, 0.3],
  ],
];
