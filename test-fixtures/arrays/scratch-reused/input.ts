/** One scratch array, rewritten at every turn. */
// @differentiable
export function reused(xs: number[]): number {
  const scratch = [0, 0];
  let total = 1;
  for (const x of xs) {
    scratch[0] = x * total;
    scratch[1] = scratch[0] * scratch[0];
    total += Math.cos(scratch[1]) * scratch[0];
  }
  return total;
}

export const points: Parameters<typeof reused>[] = [[[0.3, 0.8, -0.4]], [[]]];
