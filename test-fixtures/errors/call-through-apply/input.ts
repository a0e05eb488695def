function hypotenuse(x: number, y: number): number {
  return Math.sqrt(x * x + y * y);
}

// @differentiable
export function applied(x: number, y: number): number {
  return hypotenuse.call(null, x, y) + hypotenuse.apply(null, [x, y]);
}

export const codes = [1016, 1016];
