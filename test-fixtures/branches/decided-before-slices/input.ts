/** A condition that is known beforehand: what stands behind the return is never reached. */
// @differentiable
export function decided(xs: number[]): number[] {
  if (0.1 < 0.6) return xs.concat(0.5);
  const copy = xs.slice();
  return copy.slice();
}

export const points: Parameters<typeof decided>[] = [[[1, 2]], [[]]];
