/** Tests for the kind of an array, and what only that kind has. */
type NumberArray = number[] | Float64Array | Int32Array;

function last(xs: NumberArray): number {
  if (xs instanceof Float64Array) return xs.subarray(1)[0]! * 2;
  if (Array.isArray(xs)) return xs[xs.length - 1]! * 3;
  return 1;
}

// @differentiable
export function energy(xs: NumberArray, k: number): number {
  if (!Array.isArray(xs) && !ArrayBuffer.isView(xs)) throw new TypeError('not an array');
  return last(xs) * k * xs[1]!;
}

export const points: Parameters<typeof energy>[] = [
  [[1, 2, 3], 0.5],
  [Float64Array.of(1, 2, 3), 0.5],
  [new Int32Array([1, 2, 3]), 0.5],
];
