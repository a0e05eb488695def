/** Adjoint of the sum of squares: both sweeps in one loop. */

export function sumOfSquaresByHand(x: Float64Array, bar: number): [value: number, gradients: [xBar: Float64Array]] {
  const length = x.length;
  const xBar = new Float64Array(length);
  const twice = 2 * bar;
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const v = x[i];
    sum += v * v;
    xBar[i] = twice * v;
  }
  return [sum, [xBar]];
}
