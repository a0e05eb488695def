/** The mean squared error of a network with two hidden layers over a batch of samples. */

// @differentiable wrt=w1,b1,w2,b2,w3,b3
export function mlpLoss(
  w1: Float64Array,
  b1: Float64Array,
  w2: Float64Array,
  b2: Float64Array,
  w3: Float64Array,
  b3: number,
  inputs: Float64Array,
  targets: Float64Array,
): number {
  const width = inputs.length / targets.length;
  const hidden1 = new Float64Array(b1.length);
  const hidden2 = new Float64Array(b2.length);
  let loss = 0;
  for (let sample = 0; sample < targets.length; sample++) {
    denseTanh(hidden1, w1, b1, inputs, sample * width, width);
    denseTanh(hidden2, w2, b2, hidden1, 0, hidden1.length);
    let y = b3;
    for (let i = 0; i < hidden2.length; i++) y += w3[i] * hidden2[i];
    const error = y - targets[sample];
    loss += error * error;
  }
  return loss / targets.length;
}

/** Writes tanh(weights · input + biases) into `out`; `input` is `width` numbers from `start` on. */
function denseTanh(
  out: Float64Array,
  weights: Float64Array,
  biases: Float64Array,
  input: Float64Array,
  start: number,
  width: number,
): void {
  for (let row = 0; row < out.length; row++) {
    let sum = biases[row];
    for (let j = 0; j < width; j++) sum += weights[row * width + j] * input[start + j];
    out[row] = Math.tanh(sum);
  }
}
