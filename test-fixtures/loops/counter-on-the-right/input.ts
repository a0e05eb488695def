/** The step stands before the counter. */
// @differentiable
export function sum(x: Float64Array): number {
  let total = 1;
  for (let i = 0; i < x.length; i = 1 + i) total = total * x[i]! + i;
  for (let i = 0; i < x.length; i = 2 + i) total *= Math.sin(total + x[i]!);
  return total;
}

export const points: Parameters<typeof sum>[] = [[new Float64Array([1.5, -0.5, 0.25])]];
