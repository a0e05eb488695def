/** Each call of the function writes an element that a later one reads. */
// @differentiable
export function mapped(xs: Float64Array): number {
  const ys = xs.map((x, i) => {
    if (i + 1 < xs.length) xs[i + 1]! *= Math.sin(x);
    return x * xs[0]!;
  });
  return ys[0]! + ys[1]! * ys[2]!;
}

export const points: Parameters<typeof mapped>[] = [
  [Float64Array.of(0.4, -1.5, 0.8)],
  [Float64Array.of(1.2, 0.3, -0.7)],
];
