// @differentiable
export function dense(x: Float64Array, w1: Float64Array, w2: Float64Array): Float64Array {
  const hidden = layer(x, w1, 32);
  return layer(hidden, w2, 3);
}

function layer(input: Float64Array, weights: Float64Array, width: number): Float64Array {
  const out = new Float64Array(width);
  for (let i = 0; i < width; i++) {
    let sum = 0;
    for (let j = 0; j < input.length; j++) sum += weights[i * input.length + j]! * input[j]!;
    out[i] = Math.tanh(sum);
  }
  return out;
}

export const cases = ['TR11'];

export const points: Parameters<typeof dense>[] = [
  [
    new Float64Array([0.3, -0.8]),
    Float64Array.from({ length: 64 }, (_, i) => Math.sin(i + 1) * 0.7),
    Float64Array.from({ length: 96 }, (_, i) => Math.cos(i) * 0.4),
  ],
];
