// @differentiable
export function rowProducts(rows: number[][]): number {
  let total = 0;
  outer: for (const row of rows) {
    let product = 1;
    for (const x of row) {
      if (x === 0) continue outer;
      if (x > 100) break outer;
      product *= x;
    }
    total += product;
  }
  return total;
}

export const points: Parameters<typeof rowProducts>[] = [[[[2, 3], [5], [101, 2], [7]]], [[[2, 3], [], [7, 1]]]];
