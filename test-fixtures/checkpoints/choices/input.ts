/** Choices and exits of turns that are made again, a few at a time, and of loops within them. */
// @differentiable
export function drift(u: Float64Array, x: number, n: number): number {
  let s = x;
  let wasUp = false;
  // @checkpoint every(7)
  for (let i = 0; i < n; i++) {
    const a = u[i % u.length]!;
    const isUp = Math.sin(3 * s) > Math.cos(s + a);
    if (isUp !== wasUp) u[i % u.length]! *= 0.99;
    s = isUp ? s * 0.9 + 0.2 * a : s - 0.05 * x;
    for (let k = 0; k < 5; k++) {
      if (Math.sin(s * 11 + k) > 0.7) break;
      s = Math.cos(7 * s) > a ? s * 0.96 : s + 0.02 * a;
    }
    wasUp = isUp;
  }
  for (let k = 0; k < u.length; k++) s = Math.sin(5 * s) > u[k]! ? s + u[k]! * x : s * u[k]!;
  return s;
}

export const points: Parameters<typeof drift>[] = [
  [new Float64Array([0.4, -0.7, 1.1]), 0.61, 0],
  [new Float64Array([0.4, -0.7, 1.1]), 0.61, 6],
  [new Float64Array([0.4, -0.7, 1.1]), -1.3, 45],
];
export const discrete = [2];
