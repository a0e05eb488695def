/** Choices that cannot be made again, more of them than a word of the tape holds: some in each turn, some in branches and behind `continue`. */
// @differentiable
export function wander(u: readonly number[], x: number, n: number): number {
  let s = x;
  let p = 0.3;
  for (let i = 0; i < n; i++) {
    const a = u[i % u.length]!;
    const isUp = Math.sin(s + a) > Math.cos(p);
    s = isUp ? 0.9 * s + 0.1 * a * p : 0.8 * s - 0.1 * a;
    if (Math.exp(-s * s) < Math.abs(p) + 0.2) {
      p = Math.sin(p) > 0.2 * Math.cos(s) ? p * (0.5 + 0.1 * a) : 0.4 - p;
      continue;
    }
    const isSmall = Math.tanh(s) < Math.tanh(a * p);
    const isOdd = Math.sin(3 * s) < Math.sin(2 * p);
    for (let k = 0; k < i % 4; k++) s = Math.cos(s) > Math.sin(p * k) ? s * 0.97 : s + 0.05 * p;
    if (isSmall) p += 0.1 * s;
    if (isOdd) s -= 0.2 * p * a;
  }
  return s * p + s;
}

const u = [0.4, -0.7, 1.1, 0.2, -0.3];

export const points: Parameters<typeof wander>[] = [
  [u, 0.6, 0],
  [u, 0.6, 7],
  [u, 0.6, 29],
  [u, -1.3, 131],
];
export const discrete = [2];
