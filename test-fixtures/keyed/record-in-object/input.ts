interface Model {
  bias: number;
  weights: Record<string, number>;
}

function apply(model: Model, inputs: Readonly<Record<string, number>>): number {
  let sum = model.bias;
  for (const name in inputs) sum += (model.weights[name] ?? 0) * inputs[name]!;
  return Math.tanh(sum);
}

// @differentiable
export function f(model: Model, inputs: Record<string, number>): number {
  let sum = apply(model, inputs);
  model.weights['u'] = (model.weights['u'] ?? 0) + sum;
  for (let i = 0; i < 3; i++) sum += apply(model, inputs) * model.weights['u'];
  return sum;
}

export const points: Parameters<typeof f>[] = [
  [
    { bias: 0.1, weights: { u: 0.5, v: -0.3 } },
    { u: 1, v: 2, w: 3 },
  ],
  [{ bias: 0.1, weights: { v: -0.3 } }, { u: 1 }],
];
