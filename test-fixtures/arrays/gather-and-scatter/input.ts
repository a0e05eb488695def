// @differentiable
export function histogram(values: Float64Array, bins: Int32Array, width: number): Float64Array {
  const sums = new Float64Array(width);
  for (let i = 0; i < values.length; i++) {
    const bin = bins[i]!;
    sums[bin] = sums[bin]! + values[i]! * values[i]!;
  }
  return sums;
}

export const points: Parameters<typeof histogram>[] = [
  [new Float64Array([1, 2, 3, 4]), new Int32Array([0, 2, 0, 1]), 3],
];

export const discrete = [2];

export const expected = [
  { value: new Float64Array([10, 16, 4]), gradient: [new Float64Array([2, 4, 6, 8]), undefined, 0] },
];
