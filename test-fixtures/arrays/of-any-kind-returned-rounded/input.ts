/** The result has the kind of what was given: one of integers has no tangent, and takes no cotangent. */
import { jvp, vjp } from '@adc/runtime';

type NumberArray = number[] | Float64Array | Float32Array | Int32Array;

// @differentiable
export function smooth(xs: NumberArray, out: NumberArray, k: number): NumberArray {
  for (let i = 1; i < xs.length; i++) out[i] = k * xs[i]! + xs[i - 1]! ** 2;
  return out;
}

export const along = jvp(smooth);
export const back = vjp(smooth);

const own = [1, 2, 3];

export const points: Parameters<typeof smooth>[] = [
  [[1, 2, 3], Float64Array.of(0, 0, 0), 0.5],
  [Float64Array.of(1, 2, 3), [0.5, 0], 0.5],
  [own, own, 0.5],
  [[1, 2, 3], new Int32Array(3), 0.5],
  [new Int32Array([1, 2, 3]), [0, 0, 0], 0.5],
];

export const firstDerivativesOnly = true;
