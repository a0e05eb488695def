/** A typed array written out: a view of it, and rounding to single precision, are what they are in the function. */
// @differentiable
export function writtenOut(x: number, y: number): number {
  const doubles = Float64Array.of(x, x * y, 2);
  const tail = doubles.subarray(1);
  tail[1]! *= y;
  const singles = Float32Array.of(y, 0.1);
  return doubles[1]! * doubles[2]! + (singles[1]! - 0.1) * 1e6 + x;
}

export const points: Parameters<typeof writtenOut>[] = [
  [1.3, 0.7],
  [-2, 3.5],
];
