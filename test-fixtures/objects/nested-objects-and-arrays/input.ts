type Layer = { weights: number[][]; bias: Float64Array };
type Network = { layers: Layer[]; scale: number };

// @differentiable
export function forward(network: Network, input: number[]): number {
  let activations = input;
  for (const { weights, bias } of network.layers) {
    const next: number[] = [];
    for (let i = 0; i < weights.length; i++) {
      let sum = bias[i]!;
      for (let j = 0; j < activations.length; j++) sum += weights[i]![j]! * activations[j]!;
      next.push(Math.tanh(sum));
    }
    activations = next;
  }
  return activations[0]! * network.scale;
}

export const points: Parameters<typeof forward>[] = [
  [
    {
      layers: [
        {
          weights: [
            [0.5, -0.3],
            [0.8, 0.1],
          ],
          bias: new Float64Array([0.1, -0.2]),
        },
        { weights: [[0.7, -0.6]], bias: new Float64Array([0.05]) },
      ],
      scale: 2,
    },
    [1, 2],
  ],
  [{ layers: [], scale: 2 }, [3]],
];
