/** Inner counts differ from turn to turn, zero among them. */
// @differentiable
export function ragged(xs: Float64Array, starts: Int32Array): number {
  let total = 1;
  for (let row = 0; row + 1 < starts.length; row++) {
    let sum = 0;
    for (let k = starts[row]!; k < starts[row + 1]!; k++) sum += xs[k]! * total;
    total += Math.tanh(sum);
  }
  return total;
}

export const points: Parameters<typeof ragged>[] = [
  [new Float64Array([0.3, -0.2, 0.7, 0.1]), new Int32Array([0, 0, 3, 3, 4])],
  [new Float64Array([]), new Int32Array([0, 0])],
];
