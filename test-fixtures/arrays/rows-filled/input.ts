/** A list filled with one row holds that row many times. */
// @differentiable
export function filled(x: number, y: number): number {
  const row = [x, y];
  const other = [y, x * y];
  const rows = [other, [1, x], [2, y]];
  rows.fill(row, 1);
  rows[1]![0] = rows[1]![0]! * y;
  return rows[2]![0]! * rows[0]![1]! + rows[1]![1]!;
}

export const points: Parameters<typeof filled>[] = [[1.5, -2]];
