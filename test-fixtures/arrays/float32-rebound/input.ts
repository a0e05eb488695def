/** Variables of Float32Arrays that name now one array, now another: tangents handed in and tangents made here meet in one variable. */
// @differentiable
export function exchange(a: Float32Array, b: Float32Array, n: number): number {
  for (let i = 0; i < n; i++) {
    [a, b] = [b, a];
    a[0] = b[1]! * a[0]!;
    const next: Float32Array[] = [new Float32Array([a[0]!, b[1]!])];
    next.push(a);
    b = next[i % 2]!;
  }
  return a[0]! * b[1]!;
}

export const points: Parameters<typeof exchange>[] = [
  [new Float32Array([0.5, 1.25]), new Float32Array([-0.75, 1.5]), 0],
  [new Float32Array([0.5, 1.25]), new Float32Array([-0.75, 1.5]), 3],
];

/** Stores round to single precision. */
export const tolerance = { differences: 2e-3, product: 1e-6 };

/** Gradients that may share memory, or lie inside of structures, are rounded by code that is not followed. */
export const firstDerivativesOnly = true;
