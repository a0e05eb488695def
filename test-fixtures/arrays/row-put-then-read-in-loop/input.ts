/** A row is put in, then read in a loop. */
// @differentiable
export function used(rows: number[][], x: number): number {
  rows[0] = [x * x];
  let s = 0;
  for (let k = 0; k < 2; k++) {
    const r = rows[k]!;
    s += r[0]! * x * rows[1]![0]!;
  }
  return s;
}

export const points: Parameters<typeof used>[] = [[[[3], [4]], 2]];
