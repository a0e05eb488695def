// @differentiable
export function cholesky(a: number[][]): number[][] {
  const n = a.length;
  const l: number[][] = [];
  for (let i = 0; i < n; i++) {
    l.push(new Array<number>(n).fill(0));
    for (let j = 0; j <= i; j++) {
      let sum = a[i]![j]!;
      for (let k = 0; k < j; k++) sum -= l[i]![k]! * l[j]![k]!;
      l[i]![j] = i === j ? Math.sqrt(sum) : sum / l[j]![j]!;
    }
  }
  return l;
}

export const cases = ['BI31'];

export const points: Parameters<typeof cholesky>[] = [
  [
    [
      [4, 2],
      [2, 3],
    ],
  ],
];

export const expected = [
  {
    value: [
      [2, 0],
      [1, Math.SQRT2],
    ],
    cotangent: [
      [0, 0],
      [0, 1],
    ],
    gradient: [
      [undefined, 0],
      [undefined, 0.3535533905932738],
    ],
  },
];
