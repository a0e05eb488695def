/** In each of many turns, loops that end in several ways, and after numbers of turns that are bounded by constants and that are not. */
// @differentiable
export function search(u: readonly number[], x: number, n: number): number {
  let s = x;
  for (let i = 0; i < n; i++) {
    const a = u[i % u.length]!;
    for (let k = 0; k < 6; k++) {
      if (Math.sin(s + k) > 0.8) break;
      if (Math.cos(s * a) < 0.3 * k) {
        s = s * 0.7 + 0.2 * a;
        break;
      }
      s = s * (0.9 + 0.02 * a);
    }
    let left = 40;
    while (left > 0 && Math.abs(Math.sin(s)) > 0.5) {
      s = s * 0.9 - 0.05 * a;
      left -= 3;
    }
    let t = a;
    while (Math.exp(t) > 0.3 + 0.1 * s * s) t = Math.sin(t) > 0.5 * Math.cos(s) ? t * 0.5 - 0.3 : t - 0.4;
    s += 0.1 * t;
    outer: for (let j = 0; j < 3; j++) {
      for (let k = 0; k <= j; k++) {
        if (Math.sin(7 * s + k) > 0.9) break outer;
        if (Math.sin(5 * s - k) > 0.9) continue outer;
        s += 0.01 * a * k;
      }
      s *= 0.99;
    }
  }
  return s;
}

const u = [0.4, -0.7, 1.1, 0.2, -0.3];

export const points: Parameters<typeof search>[] = [
  [u, 0.6, 1],
  [u, 0.6, 13],
  [u, -1.3, 71],
];
export const discrete = [2];
