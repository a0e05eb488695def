/** What the turns have read, or written, is changed by the function behind the loop: they are made again with what they found. */
// @differentiable
export function changed(a: number[], scale: Float64Array, n: number): number {
  let s = 0;
  // @checkpoint revolve(2)
  for (let i = 0; i < n; i++) {
    a[0] = Math.sin(a[0]! * scale[0]! + s);
    s += a[0]! * scale[1]! * a[0]!;
  }
  a[0] = s * s;
  scale[0] = 2 * a[0]!;
  scale[1]! *= 0.5;
  return s + a[0]! * scale[0]! * scale[1]!;
}

export const points: Parameters<typeof changed>[] = [
  [[0.3], Float64Array.of(0.5, 1.5), 0],
  [[0.3], Float64Array.of(0.5, 1.5), 1],
  [[0.3], Float64Array.of(0.5, 1.5), 6],
];
export const discrete = [2];
