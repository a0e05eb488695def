function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

// @differentiable
export function gram(rows: Float64Array, width: number): number {
  let total = 0;
  for (let i = 0; i < rows.length; i += width) {
    const row = rows.subarray(i, i + width);
    total += dot(row, row) * dot(row, rows.subarray(0, width));
  }
  return total;
}

export const points: Parameters<typeof gram>[] = [[new Float64Array([1, 2, 0.5, -1, 0.3, 0.7]), 2]];

export const discrete = [1];
