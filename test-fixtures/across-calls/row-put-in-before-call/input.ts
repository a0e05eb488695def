/**
 * A row is replaced before a helper reads it. The first call of the pullback leaves the shadow with the rows of the entry, so that the helper's
 * reversing half must not look for the row there when the pullback is called again.
 */
function firsts(rows: number[][]): number {
  let sum = 0;
  for (const row of rows) sum += row[0]! * row[0]! * row[1]!;
  return sum > 100 ? firsts([rows[0]!]) : sum;
}

// @differentiable
export function replaced(rows: number[][], k: number): number {
  rows[0] = [k, 2 * k];
  return firsts(rows);
}

export const points: Parameters<typeof replaced>[] = [
  [
    [
      [1, 2],
      [3, 4],
    ],
    1.5,
  ],
];
