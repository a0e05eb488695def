/** A pair of a Float32Array and a number, from a function that is called and reversed. */
type Pair = [first: Float32Array, second: number];

// @differentiable
export function both(a: Float32Array, k: number): Pair {
  a[0]! *= k;
  const own = new Float32Array(2);
  own[0] = k * a[0]!;
  return [k > 2 ? a : own, a[0]! * k];
}

export const points: Parameters<typeof both>[] = [
  [new Float32Array([0.5, 1.25]), 1.5],
  [new Float32Array([0.5, 1.25]), 2.5],
];

/** Stores round to single precision. */
export const tolerance = { differences: 2e-3, product: 1e-6 };
