// @differentiable
export function outer(x: number[], y: number[]): number[][] {
  const rows: number[][] = [];
  for (const a of x) {
    const row: number[] = [];
    for (const b of y) row.push(a * b);
    rows.push(row);
  }
  return rows;
}

export const points: Parameters<typeof outer>[] = [
  [
    [1, 2],
    [3, 4, 5],
  ],
  [[], [1]],
];

export const expected = [
  {
    value: [
      [3, 4, 5],
      [6, 8, 10],
    ],
    gradient: [
      [12, 12],
      [3, 3, 3],
    ],
  },
];
