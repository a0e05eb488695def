/** Bit operations on indices steer, and carry no derivative. */
// @differentiable
export function bitReversedSum(xs: Float64Array, bits: number): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    let j = 0;
    for (let b = 0; b < bits; b++) j |= ((i >>> b) & 1) << (bits - 1 - b);
    const sign = (i ^ j) & 1 ? -1 : 1;
    sum += sign * xs[i]! * xs[j & ~0]! + (~i + (i >> 1)) * xs[i]!;
  }
  return sum;
}

export const points: Parameters<typeof bitReversedSum>[] = [[new Float64Array([1, 2, 3, 4, 5, 6, 7, 8]), 3]];

export const discrete = [1];
