// @differentiable
export function logDeterminant(a: Float64Array, n: number): number {
  let log = 0;
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) a[j * n + j]! -= a[j * n + k]! * a[j * n + k]!;
    const pivot = Math.sqrt(a[j * n + j]!);
    a[j * n + j] = pivot;
    log += 2 * Math.log(pivot);
    for (let i = j + 1; i < n; i++) {
      for (let k = 0; k < j; k++) a[i * n + j]! -= a[i * n + k]! * a[j * n + k]!;
      a[i * n + j]! /= pivot;
    }
  }
  return log;
}

export const cases = ['BI31'];

export const points: Parameters<typeof logDeterminant>[] = [
  [new Float64Array([4, 2, 0.5, 2, 3, 1, 0.5, 1, 2]), 3],
  [new Float64Array([4]), 1],
];

export const discrete = [1];
