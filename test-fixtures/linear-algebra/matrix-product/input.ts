// @differentiable
export function multiply(a: number[][], b: number[][]): number[][] {
  const c: number[][] = [];
  for (let i = 0; i < a.length; i++) {
    const row: number[] = [];
    for (let j = 0; j < b[0]!.length; j++) {
      let sum = 0;
      for (let k = 0; k < b.length; k++) sum += a[i]![k]! * b[k]![j]!;
      row.push(sum);
    }
    c.push(row);
  }
  return c;
}

export const cases = ['RA6'];

export const points: Parameters<typeof multiply>[] = [
  [
    [
      [1, 2],
      [3, 4],
    ],
    [
      [5, 6],
      [7, 8],
    ],
  ],
];

export const expected = [
  {
    value: [
      [19, 22],
      [43, 50],
    ],
    gradient: [
      [
        [11, 15],
        [11, 15],
      ],
      [
        [4, 4],
        [6, 6],
      ],
    ],
  },
];
