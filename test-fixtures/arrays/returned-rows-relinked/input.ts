/** Rows that a helper made and read belong to its caller afterwards, who replaces one: the helper's reversal still finds its own. */
function made(x: number, y: number): { rows: number[][]; sum: number } {
  if (x > 1e9) return made(x / 2, y);
  const rows = [
    [x, y],
    [y, x * y],
  ];
  let sum = 0;
  for (const row of rows) {
    for (const each of row) sum += Math.sin(each) * row[0]!;
  }
  return { rows, sum };
}

// @differentiable
export function replacedAfterwards(x: number, y: number): number {
  const { rows, sum } = made(x, y);
  const first = rows[0]!;
  rows[0] = [x * x, 1];
  const other = made(y, x * x);
  other.rows.pop();
  return sum * rows[0]![0]! + rows[1]![1]! * first[1]! + other.sum * other.rows[0]![1]!;
}

export const cases = ['RA20'];

export const points: Parameters<typeof replacedAfterwards>[] = [[0.7, 0.4]];
