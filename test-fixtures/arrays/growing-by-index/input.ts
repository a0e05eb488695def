// @differentiable
export function recurrenceTable(x: number, n: number): number {
  const table: number[] = [];
  table[0] = 1;
  table[1] = x;
  for (let i = 2; i <= n; i++) table[i] = 2 * x * table[i - 1]! - table[i - 2]!;
  return table[n]!;
}

export const points: Parameters<typeof recurrenceTable>[] = [
  [0.3, 5],
  [0.3, 1],
  [0.3, 0],
];

export const discrete = [1];

export const expected = [
  { value: 16 * 0.3 ** 5 - 20 * 0.3 ** 3 + 5 * 0.3, gradient: [80 * 0.3 ** 4 - 60 * 0.3 ** 2 + 5, 0] },
];
