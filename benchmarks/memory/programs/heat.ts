/** Explicit Euler for the heat equation on a rod; the derivative with respect to the conductivity needs each turn's curvature. */
// @differentiable
export function heat(u: Float64Array, k: number, steps: number): number {
  const next = new Float64Array(u.length);
  // @checkpoint none
  for (let t = 0; t < steps; t++) {
    for (let i = 1; i < u.length - 1; i++) next[i] = u[i]! + k * (u[i - 1]! - 2 * u[i]! + u[i + 1]!);
    for (let i = 1; i < u.length - 1; i++) u[i] = next[i]!;
  }
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += u[i]! * u[i]!;
  return sum;
}
