/** Arrays that the turns write are kept with each state; one that they only read is not. */
// @differentiable
export function heat(u: Float64Array, k: Float64Array, n: number): number {
  const v = new Float64Array(u.length);
  // @checkpoint every(3)
  for (let t = 0; t < n; t++) {
    for (let i = 1; i < u.length - 1; i++) v[i] = u[i]! + k[i]! * (u[i - 1]! - 2 * u[i]! + u[i + 1]!) * u[i]!;
    for (let i = 1; i < u.length - 1; i++) u[i] = v[i]!;
  }
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += u[i]! * u[i]!;
  return sum;
}

const wave = (n: number, by: number): Float64Array =>
  Float64Array.from({ length: n }, (_, i) => Math.sin(i * by + 1) / 3);

export const points: Parameters<typeof heat>[] = [
  [wave(6, 1), wave(6, 2), 0],
  [wave(6, 1), wave(6, 2), 1],
  [wave(5, 2), wave(5, 3), 10],
];
export const discrete = [2];
