/** Objects with functions in an array: of the function, of the module, handed on. */
type Layer = { readonly weight: number; readonly bias: number; readonly activate: (v: number) => number };

const relu = (v: number): number => (v > 0 ? v : 0.1 * v);

const network: Layer[] = [
  { weight: 0.7, bias: 0.1, activate: Math.tanh },
  { weight: -1.3, bias: 0.4, activate: relu },
  {
    weight: 1.1,
    bias: -0.2,
    activate(v: number): number {
      if (v < 0) return v;
      return v * v;
    },
  },
];

function run(layers: Layer[], x: number): number {
  let value = x;
  for (let i = 0; i < layers.length; i++) value = layers[i]!.activate(value * layers[i]!.weight + layers[i]!.bias);
  for (const layer of layers) {
    if (layer.weight < -10) break;
    value += layer.activate(layer.weight * value);
  }
  for (const { activate, bias } of layers) value += activate(bias + value) / 4;
  layers.forEach((layer) => {
    value = layer.activate(value) + layer.bias;
  });
  return value;
}

// @differentiable
export function forwarded(x: number, y: number, which: string): number {
  const n = which.length;
  const own = [
    { weight: x * y, bias: y, activate: relu },
    { weight: 0.3, bias: x, activate: (v: number): number => v * y },
    { weight: y, bias: 1, activate: Math.sin },
  ];
  let sum = 0;
  for (let i = 0; i < own.length; i++) {
    const layer = own[i]!;
    sum += layer.activate(sum * layer.weight + layer.bias);
    if (sum > 100) return sum;
  }
  const last = network[n % 3]!;
  const { weight, activate } = own[n]!;
  return sum + run(network, x) + run(own, y) + last.activate(last.weight * x) + activate(weight);
}

export const points: Parameters<typeof forwarded>[] = [
  [0.8, 0.6, 'a'],
  [-0.5, 1.1, 'ab'],
  [1.2, -0.7, ''],
];
