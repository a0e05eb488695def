/** Each call needs an instance for yet another type. */
function wrapped<T>(depth: number, value: T, product: number): number {
  return depth === 0 ? product : wrapped(depth - 1, [value], product * 2);
}

// @differentiable
export function scaledByDepth(xs: number[]): number {
  return wrapped(xs.length, xs, xs[0]! * xs[1]!) ** 2;
}

export const codes = [2003];
