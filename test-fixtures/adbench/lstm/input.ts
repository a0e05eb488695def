/**
 * The loss of a diagonal LSTM that predicts a text, one row of `bits` numbers per character.
 * `main` holds the weights and then the biases of each layer, for its forget, input, output and change gates;
 * `extra` holds the input weights, the output weights and the output biases; `state` the hidden and cell vectors of each layer.
 */
// @differentiable wrt=main,extra
export function lstmObjective(
  main: Float64Array,
  extra: Float64Array,
  state: Float64Array,
  sequence: Float64Array,
  layers: number,
): number {
  const bits = extra.length / 3;
  const steps = sequence.length / bits - 1;
  const current = state.slice();
  const signal = new Float64Array(bits);
  let total = 0;
  for (let t = 0; t < steps; t++) {
    for (let j = 0; j < bits; j++) signal[j] = sequence[t * bits + j] * extra[j];
    for (let layer = 0; layer < layers; layer++) {
      advanceLayer(signal, main, 8 * bits * layer, current, 2 * bits * layer);
    }
    total += logLikelihood(signal, extra, sequence, (t + 1) * bits);
  }
  return -total / (bits * steps);
}

/** Sends `signal` through one layer, whose parameters start at `weights` and whose hidden vector starts at `hidden`. */
function advanceLayer(
  signal: Float64Array,
  main: Float64Array,
  weights: number,
  state: Float64Array,
  hidden: number,
): void {
  const bits = signal.length;
  const biases = weights + 4 * bits;
  const cell = hidden + bits;
  for (let j = 0; j < bits; j++) {
    const forget = sigmoid(signal[j] * main[weights + j] + main[biases + j]);
    const ingate = sigmoid(state[hidden + j] * main[weights + bits + j] + main[biases + bits + j]);
    const outgate = sigmoid(signal[j] * main[weights + 2 * bits + j] + main[biases + 2 * bits + j]);
    const change = Math.tanh(state[hidden + j] * main[weights + 3 * bits + j] + main[biases + 3 * bits + j]);
    state[cell + j] = state[cell + j] * forget + ingate * change;
    state[hidden + j] = outgate * Math.tanh(state[cell + j]);
    signal[j] = state[hidden + j];
  }
}

/** How well the last layer's `signal` predicts the character at `next`. */
function logLikelihood(signal: Float64Array, extra: Float64Array, sequence: Float64Array, next: number): number {
  const bits = signal.length;
  let sum = 2;
  for (let j = 0; j < bits; j++) sum += Math.exp(signal[j] * extra[bits + j] + extra[2 * bits + j]);
  const normaliser = Math.log(sum);
  let total = 0;
  for (let j = 0; j < bits; j++) {
    const predicted = signal[j] * extra[bits + j] + extra[2 * bits + j];
    total += sequence[next + j] * (predicted - normaliser);
  }
  return total;
}

function sigmoid(z: number): number {
  return 1 / (1 + Math.exp(-z));
}

const waves = (length: number, scale: number): Float64Array =>
  Float64Array.from({ length }, (_, i) => scale * Math.sin(1.7 * i + scale));
const bitsOf = (text: readonly number[]): Float64Array => Float64Array.from(text);

export const discrete = [4];

export const points: Parameters<typeof lstmObjective>[] = [
  [waves(16, 0.9), waves(6, 0.8), waves(4, 0.5), bitsOf([1, 0, 0, 1, 1, 1, 0, 1]), 1],
  [waves(48, 0.9), waves(9, 1.1), waves(12, 0.5), bitsOf([1, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 1, 1, 0, 1]), 2],
];
