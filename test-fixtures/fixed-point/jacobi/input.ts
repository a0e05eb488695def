/** A linear system by Jacobi's method, in arrays that are used again afterwards, and a factor from outside. */
// @differentiable
export function solved(a: Float64Array, b: Float64Array, factor: number): number {
  const n = b.length;
  const x = new Float64Array(n);
  const y = new Float64Array(n);
  let change = 1;
  // @fixed-point tol=1e-14
  while (change > 1e-15) {
    change = 0;
    for (let i = 0; i < n; i++) {
      let s = b[i]! * factor;
      for (let j = 0; j < n; j++) if (j !== i) s -= a[i * n + j]! * x[j]!;
      y[i] = s / a[i * n + i]!;
      change = Math.max(change, Math.abs(y[i]! - x[i]!));
    }
    for (let i = 0; i < n; i++) x[i] = y[i]!;
  }
  let sum = 0;
  for (let i = 0; i < n; i++) sum += x[i]! * x[i]! * (i + 1);
  x.fill(factor);
  return sum + x[0]! * y[0]!;
}

const matrix = (by: number): Float64Array =>
  Float64Array.from({ length: 9 }, (_, i) => (i % 4 === 0 ? 3 : 0.4 * Math.sin(i * by)));

export const points: Parameters<typeof solved>[] = [
  [matrix(1), Float64Array.of(1, 2, 3), 1.2],
  [matrix(2), Float64Array.of(-1, 0.5, 2), 0.7],
];
export const tolerance = { product: 1e-10 };
export const firstDerivativesOnly = true;
