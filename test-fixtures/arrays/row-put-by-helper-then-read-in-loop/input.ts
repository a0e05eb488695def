/** A row is put in by a helper, then read in a loop. */
function put(rows: number[][], i: number, row: number[], depth: number): void {
  if (depth > 0) put(rows, i, row, depth - 1);
  else rows[i] = row;
}

// @differentiable
export function used(x: number, y: number): number {
  const rows = [[y], [1]];
  put(rows, 0, [x * x], 1);
  let s = 0;
  for (let k = 0; k < 2; k++) {
    const r = rows[k]!;
    s += r[0]! * x * y;
  }
  return s;
}

export const points: Parameters<typeof used>[] = [[3, 2]];
