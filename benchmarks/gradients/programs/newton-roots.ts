/** The sum of square roots, each by Newton's method run until it has converged. */

// @differentiable
export function sumOfRoots(squares: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < squares.length; i++) {
    const a = squares[i];
    let x = a;
    while (Math.abs(x * x - a) > 1e-12 * a) x = 0.5 * (x + a / x);
    sum += x;
  }
  return sum;
}
