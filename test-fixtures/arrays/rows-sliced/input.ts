/** A slice of a list of rows holds the same rows. */
// @differentiable
export function sliced(rows: number[][]): number {
  const rest = rows.slice(1, 3);
  rest[0]![0] = rest[0]![0]! * rows[0]![0]!;
  const all = rows.slice();
  all[0] = rest[1]!;
  return rows[1]![0]! * all[0]![0]! + rows[0]![0]! + all[2]![0]!;
}

export const points: Parameters<typeof sliced>[] = [[[[2], [3], [5], [7]]]];
