export function root(a: number): number {
  let x = a;
  // @fixed-point
  for (let k = 0; k < 100; k++) {
    const next = Math.cos(x) * a;
    if (Math.abs(next - x) < 1e-15) break;
    x = next;
  }
  return x;
}

// @differentiable mode=reverse
export function backwards(a: number): number {
  let s = 0;
  for (let i = 0; i < 3; i++) s += root(a * 0.5 + s * 0.1);
  return s;
}
