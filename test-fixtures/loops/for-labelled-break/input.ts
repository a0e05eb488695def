// @differentiable
export function searchTable(table: number[][], limit: number): number {
  let product = 1;
  rows: for (let i = 0; i < table.length; i++) {
    const row = table[i]!;
    for (let j = 0; j < row.length; j++) {
      if (row[j]! > limit) break rows;
      product *= row[j]!;
    }
    product += 1;
  }
  return product;
}

export const points: Parameters<typeof searchTable>[] = [
  [[[1.1, 0.7], [0.4, 9, 2], [3]], 5],
  [[[1.1, 0.7], [0.4]], 5],
  [[[9], [1]], 5],
  [[], 5],
];
