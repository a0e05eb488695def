/** Typed arrays of either precision, written in place. */
type Floats = Float64Array | Float32Array;

// @differentiable
export function energy(xs: Floats, out: Floats, k: number): number {
  for (let i = 0; i < xs.length; i++) out[i] = k * xs[i]! * xs[i]!;
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += out[i]! * xs[i]!;
  return sum;
}

const own = Float32Array.of(1, 0.5);

export const points: Parameters<typeof energy>[] = [
  [Float64Array.of(1, 2), Float64Array.of(0, 0), 0.5],
  [Float32Array.of(1, 2), Float64Array.of(0, 0), 0.5],
  [Float64Array.of(1, 2), Float32Array.of(0, 0), 0.5],
  [own, own, 0.5],
];

/** Single precision: the gradient's entries are rounded, and steps cannot be small. */
export const tolerance = { differences: 1e-4, product: 1e-6 };

export const firstDerivativesOnly = true;
