/** Rows leave a list without anyone looking at them: the last one is popped, the list is cut off. */
// @differentiable
export function shortened(x: number, y: number): number {
  const rows = [
    [x, y],
    [y, x * y],
    [x * x, 1],
    [y * y, x],
  ];
  rows.pop();
  rows.length = 2;
  rows.push([x + y, rows[1]![1]!]);
  return rows[0]![0]! * rows[1]![1]! + rows[2]![0]! * rows[2]![1]! + rows.length;
}

export const points: Parameters<typeof shortened>[] = [[2, 3]];
