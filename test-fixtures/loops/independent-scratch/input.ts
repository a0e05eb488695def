/** Turns share arrays, of which each writes all before it reads any: they are its own. */
// @differentiable
export function network(w1: Float64Array, w2: Float64Array, inputs: Float64Array, targets: Float64Array): number {
  const hidden = new Float64Array(w2.length);
  const terms = new Float64Array(2);
  let loss = 0;
  for (let i = 0; i < targets.length; i++) {
    for (let row = 0; row < hidden.length; row++) hidden[row] = Math.tanh(w1[row]! * inputs[i]!);
    terms.fill(w1[0]!);
    let y = 0;
    for (let k = 0; k < hidden.length; k++) y += w2[k]! * hidden[k]!;
    terms[1]! += y;
    loss += (terms[0]! * terms[1]! - targets[i]!) ** 2;
  }
  // Once more, with other contents.
  for (let i = 0; i < inputs.length; i++) {
    for (let row = 0; row < hidden.length; row++) hidden[row] = w1[row]! * inputs[i]!;
    loss -= hidden[0]! * hidden[hidden.length - 1]!;
  }
  return loss * 0.5;
}

export const points: Parameters<typeof network>[] = [
  [
    Float64Array.of(0.5, -0.3, 0.8),
    Float64Array.of(1.2, 0.7, -0.4),
    Float64Array.of(0.3, -1, 2),
    Float64Array.of(1, 0.5, -0.2),
  ],
];
