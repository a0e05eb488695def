/** A helper reads rows, and its caller replaces, swaps and drops rows between the calls: each call's own rows get its adjoints. */
function weigh(rows: number[][], w: number): number {
  if (w > 1e9) return weigh(rows, w / 2);
  let sum = 0;
  for (const row of rows) {
    for (const each of row) sum += Math.sin(each * w) * row[0]!;
  }
  return sum;
}

// @differentiable
export function relinked(rows: number[][], x: number, y: number): number {
  let sum = weigh(rows, x);
  rows[0] = [x * x, 1];
  sum += weigh(rows, y);
  rows[1] = rows[0]!;
  sum += weigh(rows, 0.3 * x);
  const own = [rows[2]!, [x, y]];
  for (let k = 0; k < 2; k++) {
    sum += weigh(own, y + k);
    const first = own[0]!;
    own[0] = own[1]!;
    own[1] = first;
    first[0] = first[0]! * y;
  }
  rows.pop();
  own.length = 1;
  return sum + weigh(rows, 1) * weigh(own, x);
}

export const cases = ['RA20', 'RA21'];

export const points: Parameters<typeof relinked>[] = [
  [
    [
      [0.7, 0.4],
      [0.4, 0.28],
      [1.1, -0.3],
    ],
    0.7,
    0.4,
  ],
];
