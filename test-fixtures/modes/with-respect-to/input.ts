// @differentiable wrt=w -- the data are constants
export function loss(w: Float64Array, xs: Float64Array, ys: Float64Array): number {
  let s = 0;
  for (let i = 0; i < xs.length; i++) {
    const r = w[0]! + w[1]! * xs[i]! - ys[i]!;
    s += r * r;
  }
  return s / xs.length;
}

export const points: Parameters<typeof loss>[] = [
  [new Float64Array([0.5, 2]), new Float64Array([1, 2, 3]), new Float64Array([2, 5, 6])],
];

export const expected = [{ value: 0.25, gradient: [new Float64Array([1 / 3, 2 / 3])], within: 1e-12 }];
