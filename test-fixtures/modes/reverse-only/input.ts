// @differentiable mode=reverse
export function energy(xs: Float64Array): number {
  let sum = 0;
  for (const x of xs) sum += Math.cosh(x);
  return sum;
}

export const points: Parameters<typeof energy>[] = [[new Float64Array([0.3, -1])]];
