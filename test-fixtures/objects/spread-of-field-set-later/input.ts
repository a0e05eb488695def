// Where it is spread, an object has fields that its literal had not.
type Options = { gain: number; bias?: number; power?: number };

// @differentiable
export function adjusted(x: number, y: number): number {
  const options: Options = { gain: x };
  options.bias = y;
  for (let k = 0; k < 3; k++) if (x * k > 1) options.power = y * k;
  const all = { bias: 0.5, power: 2, ...options };
  return all.gain * all.bias + Math.sin(all.power);
}

export const points = [
  [0.7, 1.3],
  [0.2, -0.4],
  [1.4, 0.6],
];
