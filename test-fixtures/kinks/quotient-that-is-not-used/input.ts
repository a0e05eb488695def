/** Quotients with an infinite slope that no arm that ran uses: computed before the test, or shared with it. */

function shared(s: number): number {
  return isFinite(1 / s) ? 1 / s : Math.sqrt(1 + s ** 2);
}

// @differentiable
export function f(x: number, y: number): number {
  const length = Math.max(x, 0);
  const inverse = y / length;
  let sum = shared(length * y) + x * y;
  if (length > 0) sum += inverse * inverse;
  for (let i = 0; i < length; i++) sum += inverse;
  return sum;
}

export const points = [
  [1.5, 0.7],
  [-0.5, 0.7],
];
