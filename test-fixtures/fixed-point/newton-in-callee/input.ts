/** Newton's method: the derivative of a turn at the solution is zero, and one reversal is enough. In a function that is called in a loop. */
function cubeRoot(a: number): number {
  let x = a > 1 ? a : 1;
  let before: number;
  // @fixed-point
  do {
    before = x;
    x = x - (x * x * x - a) / (3 * x * x);
  } while (Math.abs(x - before) > 1e-14 * x);
  return x;
}

// @differentiable
export function roots(a: number, b: number): number {
  let sum = 0;
  for (let k = 1; k <= 3; k++) sum += b * cubeRoot(a * k + b * sum);
  return sum;
}

export const points: Parameters<typeof roots>[] = [
  [2, 0.5],
  [9, 1.5],
];
export const tolerance = { product: 1e-10 };
export const firstDerivativesOnly = true;
