/** QR by modified Gram–Schmidt over the columns. */
// @differentiable
export function orthogonalise(columns: Float64Array[]): number {
  const r: number[][] = [];
  for (let j = 0; j < columns.length; j++) {
    const q = columns[j]!;
    r.push([]);
    for (let i = 0; i < j; i++) {
      let dot = 0;
      for (let k = 0; k < q.length; k++) dot += columns[i]![k]! * q[k]!;
      r[j]!.push(dot);
      for (let k = 0; k < q.length; k++) q[k]! -= dot * columns[i]![k]!;
    }
    let norm = 0;
    for (const x of q) norm += x * x;
    norm = Math.sqrt(norm);
    r[j]!.push(norm);
    for (let k = 0; k < q.length; k++) q[k]! /= norm;
  }
  let sum = 0;
  for (const row of r) for (const x of row) sum += x ** 3;
  return sum;
}

export const cases = ['BI31'];

export const points: Parameters<typeof orthogonalise>[] = [
  [[new Float64Array([1, 2, 2]), new Float64Array([0.5, -1, 3]), new Float64Array([2, 0.3, 0.1])]],
];
