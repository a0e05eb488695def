/** Adjoint of the logistic loss: each row is reversed directly behind its forward sweep, so nothing is stored. */

export function logisticLossByHand(
  weights: Float64Array,
  features: Float64Array,
  labels: Float64Array,
  bar: number,
): [value: number, gradients: [weightsBar: Float64Array]] {
  const width = weights.length;
  const rows = labels.length;
  const weightsBar = new Float64Array(width);
  const termBar = bar / rows;
  let loss = 0;
  for (let i = 0; i < rows; i++) {
    const start = i * width;
    let margin = 0;
    for (let j = 0; j < width; j++) margin += weights[j] * features[start + j];
    const label = labels[i];
    const e = Math.exp(-label * margin);
    loss += Math.log1p(e);

    const marginBar = (-label * termBar * e) / (1 + e);
    for (let j = 0; j < width; j++) weightsBar[j] += marginBar * features[start + j];
  }
  return [loss / rows, [weightsBar]];
}
