/** Functions that are passed within `try` keep the types that they have from there. */
// @differentiable
export function middle(xs: Float64Array, limit: number): number {
  let sum = 0;
  for (let round = 0; round < 3; round++) {
    try {
      xs.sort((a, b) => (a < b ? 1 : a > b ? -1 : 0));
      if (xs[0]! > limit) throw new RangeError('too large');
      xs[1]! += xs[0]! * limit;
    } catch {
      xs[0]! *= 0.25;
      continue;
    } finally {
      sum += xs[1]!;
    }
    if (sum > 20) return sum * limit;
  }
  return sum * xs[0]!;
}

export const points: Parameters<typeof middle>[] = [
  [Float64Array.of(0.5, 1.5, -2), 4],
  [Float64Array.of(9, 1.5, -2), 3],
  [Float64Array.of(1, 12, -2), 40],
];
