/** Numbers, an array and text in one record that is passed on and changed on the way. */
type Model = { name: string; bias: number; weights: Float64Array; history: number[] };

function predict(model: Model, x: number): number {
  const y = model.weights[0]! * x + model.weights[1]! * x * x + model.bias;
  model.history.push(y);
  return y;
}

// @differentiable
export function fitError(model: Model, xs: number[], ys: number[]): number {
  let error = 0;
  for (let i = 0; i < xs.length; i++) error += (predict(model, xs[i]!) - ys[i]!) ** 2;
  for (const y of model.history) error += 0.01 * y * y;
  return error;
}

export const points: Parameters<typeof fitError>[] = [
  [{ name: 'm', bias: 0.1, weights: new Float64Array([0.5, -0.2]), history: [1] }, [1, 2], [0.3, 0.9]],
];
