// @differentiable
export function rowsWithoutLarge(table: number[][], limit: number): number {
  let total = 0;
  rows: for (let i = 0; i < table.length; i++) {
    let sum = 1;
    for (const x of table[i]!) {
      if (x > limit) continue rows;
      sum *= x;
    }
    total += sum * sum;
  }
  return total;
}

export const points: Parameters<typeof rowsWithoutLarge>[] = [
  [[[1.1, 0.7], [0.4, 9, 2], [3]], 5],
  [[[9], [8, 1]], 5],
];
