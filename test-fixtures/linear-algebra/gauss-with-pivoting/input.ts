/** Rows are exchanged by reference. */
// @differentiable
export function solve(matrix: number[][], right: number[]): number[] {
  const n = right.length;
  const a = matrix.map((row) => [...row]);
  const b = [...right];
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[pivot]![k]!)) pivot = i;
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    [b[k], b[pivot]] = [b[pivot]!, b[k]!];
    for (let i = k + 1; i < n; i++) {
      const factor = a[i]![k]! / a[k]![k]!;
      for (let j = k; j < n; j++) a[i]![j]! -= factor * a[k]![j]!;
      b[i]! -= factor * b[k]!;
    }
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let j = i + 1; j < n; j++) b[i]! -= a[i]![j]! * b[j]!;
    b[i]! /= a[i]![i]!;
  }
  return b;
}

export const cases = ['BI31'];

export const points: Parameters<typeof solve>[] = [
  [
    [
      [1, 2, 3],
      [4, 5, 6.5],
      [7, -1, 2],
    ],
    [1, 0, -1],
  ],
];
