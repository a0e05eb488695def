// @differentiable
export function heat(u0: Float64Array, k: number, steps: number): Float64Array {
  const u = Float64Array.from(u0);
  const next = new Float64Array(u.length);
  for (let step = 0; step < steps; step++) {
    for (let i = 1; i < u.length - 1; i++) next[i] = u[i]! + k * (u[i - 1]! - 2 * u[i]! + u[i + 1]!);
    for (let i = 1; i < u.length - 1; i++) u[i] = next[i]!;
  }
  return u;
}

export const points: Parameters<typeof heat>[] = [
  [new Float64Array([0, 1, 4, 2, 0.5, 0]), 0.2, 5],
  [new Float64Array([0, 1, 4]), 0.2, 1],
  [new Float64Array([1, 2]), 0.2, 3],
];

export const discrete = [2];
