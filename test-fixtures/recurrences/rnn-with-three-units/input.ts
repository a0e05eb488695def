// @differentiable
export function rnn(xs: number[], h0: Float64Array, w: Float64Array, u: Float64Array, b: Float64Array): Float64Array {
  let h = h0;
  for (const x of xs) {
    const next = new Float64Array(h.length);
    for (let i = 0; i < h.length; i++) {
      let sum = b[i]! + u[i]! * x;
      for (let j = 0; j < h.length; j++) sum += w[i * h.length + j]! * h[j]!;
      next[i] = Math.tanh(sum);
    }
    h = next;
  }
  return h;
}

export const cases = ['LR6', 'LR19', 'RA12', 'BI34'];

export const points: Parameters<typeof rnn>[] = [
  [
    [0.5, -0.2, 0.9, 0.1, -0.7],
    new Float64Array([0.1, -0.1, 0.2]),
    new Float64Array([0.3, -0.5, 0.2, 0.7, 0.1, -0.4, -0.2, 0.6, 0.5]),
    new Float64Array([1, -0.5, 0.3]),
    new Float64Array([0.05, -0.1, 0.2]),
  ],
  [[], new Float64Array([0.1]), new Float64Array([0.3]), new Float64Array([1]), new Float64Array([0.5])],
];
