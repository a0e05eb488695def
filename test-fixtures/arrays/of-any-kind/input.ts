/** Only the run knows what kind of array it is given; each gets a gradient of its own kind, and integers none. */
import { grad, valueAndGrad } from '@adc/runtime';

type NumberArray = number[] | Float64Array | Float32Array | Int32Array;

// @differentiable
export function energy(xs: NumberArray, ys: number[] | Float64Array, k: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += k * xs[i]! * ys[i]! ** 2;
  return sum;
}

export const slope = grad(energy);
export const both = valueAndGrad(energy, { wrt: [0, 1] });

const shared = [0.5, -1];

export const points: Parameters<typeof energy>[] = [
  [[1, 2], [3, 4], 2],
  [Float64Array.of(1, 2), Float64Array.of(3, 4), 2],
  [new Int32Array([1, 2]), [3, 4], 2],
  [shared, shared, 3],
];

export const expected = [
  { value: 82, gradient: [[18, 32], [12, 32], 41] },
  { value: 82, gradient: [Float64Array.of(18, 32), Float64Array.of(12, 32), 41] },
  { value: 82, gradient: [undefined, [12, 32], 41] },
];
