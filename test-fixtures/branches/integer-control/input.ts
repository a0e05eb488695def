/** Counts, indices and flags that come from comparisons steer, and carry no derivative; what they select does. */
// @differentiable
export function histogramMoment(xs: Float64Array, weights: Float64Array): number {
  const counts = [0, 0, 0, 0];
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    let bin = 0;
    while (bin < 3 && xs[i]! > bin) bin++;
    counts[bin]!++;
    const inside = xs[i]! > 0 && !(xs[i]! > 3);
    if (inside) sum += weights[bin]! * xs[i]! * counts[bin]!;
    else sum -= (i & 1) * xs[i]! * xs[i]!;
  }
  return sum;
}

export const cases = ['RA19', 'AC21'];

export const points: Parameters<typeof histogramMoment>[] = [
  [new Float64Array([0.5, 1.5, 0.7, -0.3, 2.5, 4.5]), new Float64Array([1, 2, 3, 5])],
];

// bins 1, 2, 1, 0, 3, 3; counts 1, 1, 2, 1, 1, 2; the fourth and the sixth are outside, both at an odd index
export const expected = [
  {
    value: 1 + 4.5 + 2.8 - 0.09 + 12.5 - 20.25,
    gradient: [new Float64Array([2, 3, 4, 0.6, 5, -9]), new Float64Array([0, 1.9, 1.5, 2.5])],
  },
];
