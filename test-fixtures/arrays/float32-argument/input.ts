/** Adjoints are summed in doubles and rounded once. */
// @differentiable
export function energy(xs: Float32Array, k: number): number {
  let sum = 0;
  for (const x of xs) sum += k * x * x * x;
  return sum;
}

export const points: Parameters<typeof energy>[] = [[new Float32Array([1, 0.5, -0.25]), 3]];

export const expected = [
  { value: 3 * (1 + 0.125 - 0.015625), gradient: [new Float32Array([9, 2.25, 0.5625]), 1.109375] },
];

/** Single precision: the gradient's entries are rounded, and steps cannot be small. */
export const tolerance = { differences: 1e-4, product: 1e-6 };
