/** Adjoint of the network's loss: each sample is reversed directly behind its forward sweep, so only two layers are held. */

import { Scratch } from './scratch.js';

const scratch = [new Scratch(), new Scratch(), new Scratch()] as const;

export type MlpGradients = [
  w1Bar: Float64Array,
  b1Bar: Float64Array,
  w2Bar: Float64Array,
  b2Bar: Float64Array,
  w3Bar: Float64Array,
  b3Bar: number,
];

export function mlpLossByHand(
  w1: Float64Array,
  b1: Float64Array,
  w2: Float64Array,
  b2: Float64Array,
  w3: Float64Array,
  b3: number,
  inputs: Float64Array,
  targets: Float64Array,
  bar: number,
): [value: number, gradients: MlpGradients] {
  const samples = targets.length;
  const width = inputs.length / samples;
  const [size1, size2] = [b1.length, b2.length];
  const hidden1 = scratch[0].atLeast(size1);
  const hidden2 = scratch[1].atLeast(size2);
  const hidden1Bar = scratch[2].atLeast(size1);
  const w1Bar = new Float64Array(w1.length);
  const b1Bar = new Float64Array(size1);
  const w2Bar = new Float64Array(w2.length);
  const b2Bar = new Float64Array(size2);
  const w3Bar = new Float64Array(size2);
  let b3Bar = 0;
  let loss = 0;
  const termBar = (2 * bar) / samples;

  for (let sample = 0; sample < samples; sample++) {
    const start = sample * width;
    for (let row = 0; row < size1; row++) {
      const weights = row * width;
      let sum = b1[row];
      for (let j = 0; j < width; j++) sum += w1[weights + j] * inputs[start + j];
      hidden1[row] = Math.tanh(sum);
      hidden1Bar[row] = 0;
    }
    for (let row = 0; row < size2; row++) {
      const weights = row * size1;
      let sum = b2[row];
      for (let j = 0; j < size1; j++) sum += w2[weights + j] * hidden1[j];
      hidden2[row] = Math.tanh(sum);
    }
    let y = b3;
    for (let i = 0; i < size2; i++) y += w3[i] * hidden2[i];
    const error = y - targets[sample];
    loss += error * error;

    const yBar = termBar * error;
    b3Bar += yBar;
    for (let row = 0; row < size2; row++) {
      const weights = row * size1;
      const h = hidden2[row];
      w3Bar[row] += yBar * h;
      const sumBar = yBar * w3[row] * (1 - h * h);
      b2Bar[row] += sumBar;
      for (let j = 0; j < size1; j++) {
        w2Bar[weights + j] += sumBar * hidden1[j];
        hidden1Bar[j] += sumBar * w2[weights + j];
      }
    }
    for (let row = 0; row < size1; row++) {
      const weights = row * width;
      const h = hidden1[row];
      const sumBar = hidden1Bar[row] * (1 - h * h);
      b1Bar[row] += sumBar;
      for (let j = 0; j < width; j++) w1Bar[weights + j] += sumBar * inputs[start + j];
    }
  }
  return [loss / samples, [w1Bar, b1Bar, w2Bar, b2Bar, w3Bar, b3Bar]];
}
