// @differentiable
export function product(a: Float64Array, b: Float64Array, n: number): number {
  let trace = 0;
  // @unroll 2
  for (let i = 0; i < n; i++) {
    // @unroll 3
    for (let j = 0; j <= i; j++) trace += a[i * n + j]! * b[j * n + i]! * trace + a[j]!;
  }
  return trace;
}

export const points: Parameters<typeof product>[] = [
  [
    new Float64Array([1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]),
    new Float64Array([0.9, 0.8, 0.7, 0.6, 0.5, 0.4, 0.3, 0.2, 0.1]),
    3,
  ],
  [new Float64Array([1, 0.2, 0.3, 0.4]), new Float64Array([0.9, 0.8, 0.7, 0.6]), 2],
  [new Float64Array([1.5]), new Float64Array([0.5]), 1],
];

export const discrete = [2];
