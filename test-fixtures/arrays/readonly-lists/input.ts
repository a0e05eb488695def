const table: readonly number[] = [1, 2];

function pick(rows: readonly (readonly number[])[], k: number): readonly number[] {
  if (k > 1) return table;
  return rows[k]!;
}

// @differentiable
export function chosen(rows: readonly (readonly number[])[], pair: readonly [number, number], x: number): number {
  let row: readonly number[];
  if (x > 0) row = rows[0]!;
  else row = table;
  let two: Readonly<[number, number]> = pair;
  if (x > 0.5) two = [x, pair[0]];
  const holder = { row, x };
  let list: readonly (readonly number[])[] = rows;
  if (x > 0.5) list = [row, table];
  const picked = pick(list, x > 0.7 ? 2 : 1);
  return row[0]! * x + holder.row[1]! * x + list[0]![1]! * picked[0]! + two[0] * two[1];
}

export const points: Parameters<typeof chosen>[] = [
  [
    [
      [0.4, 0.7],
      [1.2, -0.3],
    ],
    [0.3, 0.8],
    0.6,
  ],
  [
    [
      [0.4, 0.7],
      [1.2, -0.3],
    ],
    [0.3, 0.8],
    -0.6,
  ],
  [
    [
      [0.4, 0.7],
      [1.2, -0.3],
    ],
    [0.3, 0.8],
    0.9,
  ],
];

export const typed = 'also when not optimised';
