/** `call` and `apply` on functions that have no use for `this`. */
function scaledSquare(x: number, k: number): number {
  return x > 5 ? x : x * x * k;
}

// @differentiable
export function called(x: number, y: number): number {
  let sum = Math.max.apply(null, [x, y]);
  for (let i = 0; i < 3; i++) {
    sum += scaledSquare.call(undefined, x, 2) + sum * scaledSquare.apply(null, [y, x]);
    if (sum > 50) break;
  }
  return sum + Math.sin.call(null, x);
}

export const points: Parameters<typeof called>[] = [
  [1.5, 0.3],
  [6, 2],
];
