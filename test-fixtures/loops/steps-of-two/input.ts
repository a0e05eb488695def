/** Loops of every direction and bound whose counters go by two or three, which know their turns from the bounds. */
// @differentiable
export function strides(x: Float64Array, y: number): number {
  let a = y;
  for (let i = 0; i < x.length; i += 2) a = Math.sin(a) * x[i]!;
  let b = y;
  for (let i = 0; i <= x.length - 1; i += 2) b = Math.cos(b) + x[i]! * b;
  let c = y;
  for (let i = x.length - 1; i > 0; i -= 2) c = c * x[i]! - Math.sin(c);
  let d = y;
  for (let i = x.length - 1; i >= 0; i -= 3) d = Math.exp(-d * d) + x[i]!;
  return a + b * c + d;
}

export const points: Parameters<typeof strides>[] = [
  [new Float64Array([0.5, 1.5, -0.5, 0.25, 2, -1.25]), 0.75],
  [new Float64Array([0.5, 1.5, -0.5, 0.25, 2]), 0.75],
  [new Float64Array([0.5, 1.5, 0.25, -2]), 0.75],
  [new Float64Array([0.5]), 0.25],
  [new Float64Array(0), 0.25],
];
