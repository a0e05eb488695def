/** A function too long to be copied into its caller reads each element once, and is called twice with the same array. */
function energy(x: Float64Array, scale: number): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) {
    const a = Math.sin(scale * x[i]!) + 0.5;
    const b = Math.cos(a * scale) * a + a * a;
    const c = Math.exp(-b * b) + Math.sin(b) * a;
    const d = Math.tanh(c * a - b) + Math.atan(c) * b;
    const e = Math.log(1 + d * d) * c + Math.cos(d) * a;
    const f = Math.sqrt(1 + e * e) * d - Math.sin(e) * b;
    const g = Math.sin(f) * e + Math.cos(f) * d * c;
    const h = Math.exp(-g * g) * f + Math.atan(g) * e;
    const k = Math.tanh(h) * g + Math.sin(h * f) * a;
    sum += a * k + b * h + c * g + d * f + e;
  }
  return sum;
}

// @differentiable
export function both(x: Float64Array, scale: number): number {
  return energy(x, scale) * energy(x, 0.5 * scale) + x[0]!;
}

export const points: Parameters<typeof both>[] = [[new Float64Array([0.5, 1.5, -2, 0.75]), 1.25]];
