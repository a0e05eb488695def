/** Second derivatives: what the halves share keeps flags beside numbers and lists, and its derivative has no place for them. */
function deep(a: Float64Array, x: number, n: number): number {
  const own = new Float64Array(a);
  let s = 0;
  for (let i = 0; i < own.length; i++) {
    if (own[i]! > 0.5) s += own[i]! * x;
    else s -= x * x;
    own[i]! *= s;
  }
  const chosen = s > 1 ? own : a;
  if (n > 0) return deep(chosen, s * x, n - 1) + Math.sin(s);
  return s * chosen[0]!;
}

// @differentiable
export function summed(x: number, ys: Float64Array): number {
  let s = x;
  for (let i = 0; i < ys.length; i++) {
    if (s > 0.1 || ys[i]! > 1) s = Math.sin(s) * ys[i]!;
    s += deep(ys, s, 2);
    if (s > 3) break;
  }
  return s;
}

export const points = [
  [0.5, Float64Array.of(0.3, 0.8)],
  [1.5, Float64Array.of(1.3, 0.8, 0.6)],
];
