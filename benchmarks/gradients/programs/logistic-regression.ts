/** The mean negative log-likelihood of a logistic regression; labels are 1 and -1. */

// @differentiable wrt=weights
export function logisticLoss(weights: Float64Array, features: Float64Array, labels: Float64Array): number {
  const width = weights.length;
  let loss = 0;
  for (let i = 0; i < labels.length; i++) {
    let margin = 0;
    for (let j = 0; j < width; j++) margin += weights[j] * features[i * width + j];
    loss += Math.log1p(Math.exp(-labels[i] * margin));
  }
  return loss / labels.length;
}
