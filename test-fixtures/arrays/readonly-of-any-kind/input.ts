/** `Readonly` of arrays of several kinds is an array of one of them. */
type Numbers = number[] | Float64Array | Float32Array;

function dot(a: Readonly<Numbers>, b: Readonly<Numbers>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

function scaled(a: Readonly<Numbers>, by: number): number[] {
  const out: number[] = [];
  for (let i = 0; i < a.length; i++) {
    if (i > 3) break;
    out.push(a[i]! * by);
  }
  return out;
}

// @differentiable
export function kinds(xs: number[], ys: Float64Array, k: number): number {
  return dot(xs, ys) * dot(ys, scaled(xs, k)) + dot(scaled(ys, k), ys);
}

export const points: Parameters<typeof kinds>[] = [
  [[1, 2, -0.5], new Float64Array([0.3, 0.1, 2]), 1.5],
  [[-1, 0.2], new Float64Array([1.3, 0.4]), -0.5],
];
