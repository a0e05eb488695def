// Each turn overwrites `hidden`, `window` and `table`: what the nests read of them is copied once before each nest, not recorded load by load.
// @differentiable wrt=weights,k
export function layered(
  weights: Float64Array,
  inputs: Float64Array,
  k: number,
  samples: number,
  shown: number,
): number {
  const m = inputs.length;
  const hidden = new Float64Array(m);
  const window = new Float64Array(m + 2);
  const table: number[] = [];
  for (let i = 0; i < m * m; i++) table.push(k * i);
  let loss = 0;
  for (let sample = 0; sample < samples; sample++) {
    for (let i = 0; i < m; i++) hidden[i] = Math.tanh(k * inputs[i]! + sample);
    for (let row = 0; row < m; row++) {
      let sum = 0;
      for (let i = 0; i < shown; i++) sum += weights[row * m + i]! * hidden[i]!;
      for (let i = 1; i <= shown; i++) sum += hidden[i]! * hidden[i - 1]! * k;
      loss += sum * sum;
    }
    for (let i = 0; i < m; i++) window[i] = hidden[i]! * inputs[i]!;
    for (let i = 0; i < m - 0.5; i++) loss += window[i]! * window[i + 1]! * window[i + 2]! * window[i]!;
    for (let turn = 0; turn < samples; turn++) {
      for (let i = 0; i < m; i++) for (let j = 0; j < m; j++) loss += table[i * m + j]! ** 2 * hidden[j]! * 1e-3;
      loss *= 0.9;
    }
    for (let i = 0; i < table.length; i++) table[i] = table[i]! * 0.5 + hidden[i % m]!;
  }
  return loss;
}

const weights = Float64Array.of(0.3, -0.2, 0.7, 0.1, 0.9, -0.4, 0.25, 0.6, -0.8);
const inputs = Float64Array.of(0.5, -1.1, 0.8);

export const points: Parameters<typeof layered>[] = [
  [weights, inputs, 0.6, 2, 2],
  [weights, inputs, -0.3, 3, 1.5],
  [weights, inputs, 0.6, 0, 2],
  [weights, inputs, 0.6, 1, -1],
];

export const discrete = [3, 4];
