/** A function that reads each element once, called more than once with the same array. */
function product(x: Float64Array, from: number, depth: number): number {
  let result = 1;
  for (let i = from; i < x.length; i++) result *= x[i]!;
  return depth > 0 ? result + product(x, from + 1, depth - 1) : result;
}

// @differentiable
export function products(x: Float64Array, scale: number): number {
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.sin(scale * x[i]!);
  return product(x, 0, 2) * sum + product(x, 1, 0);
}

export const points: Parameters<typeof products>[] = [[new Float64Array([0.5, 1.5, -2, 0.75]), 1.25]];
