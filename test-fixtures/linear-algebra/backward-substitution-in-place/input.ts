// @differentiable
export function solveUpper(u: Float64Array, b: Float64Array): Float64Array {
  const n = b.length;
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) b[i]! -= u[i * n + j]! * b[j]!;
    b[i]! /= u[i * n + i]!;
  }
  return b;
}

export const cases = ['BI31'];

export const points: Parameters<typeof solveUpper>[] = [
  [new Float64Array([2, 1, -1, 0, 3, 0.5, 0, 0, 4]), new Float64Array([1, 2, 3])],
  [new Float64Array([4]), new Float64Array([2])],
];
