/** Choices in the turns of functions that are called in turns, call themselves, or are not called at all. */
function settle(s: number, a: number, turns: number): number {
  let t = s;
  for (let k = 0; k < turns; k++) {
    t = Math.sin(t) > Math.cos(a * k) ? t * 0.9 + 0.1 * a : t - 0.07;
    if (Math.sin(3 * t) > 0.99) break;
  }
  return t;
}

function descend(s: number, a: number, depth: number): number {
  if (depth <= 0) return settle(s, a, 5);
  let t = s;
  for (let k = 0; k < 3; k++) {
    if (Math.sin(9 * t) > Math.cos(t + k)) {
      t = descend(t, a * 0.9, depth - 1);
      t = Math.cos(t) > Math.sin(2 * t) ? t * 0.8 : t + 0.1;
      continue;
    }
    t = Math.cos(2 * t) > 0.3 * a ? t * 0.95 : t - 0.1 * a;
  }
  return t;
}

// @differentiable
export function climb(u: readonly number[], x: number, n: number): number {
  let s = x;
  for (let i = 0; i < n; i++) {
    const a = u[i % u.length]!;
    const isUp = Math.sin(s) > Math.tanh(a);
    s = settle(s, a, i % 7);
    s = isUp ? descend(s, a, 3) : s * 0.9 + 0.3 * a;
    if (Math.cos(11 * s) > 0.2) s = settle(s + a, s, 35);
  }
  return s;
}

const u = [0.4, -0.7, 1.1, 0.2, -0.3];

export const points: Parameters<typeof climb>[] = [
  [u, 0.6, 0],
  [u, 0.6, 3],
  [u, -1.3, 23],
];
export const discrete = [2];
