/** In typed arrays what is no number comes last, and -0 before 0. */
// @differentiable
export function energy(xs: Float64Array, k: number): number {
  const ys = xs.slice();
  ys.sort();
  const zs = Float64Array.of(0, k, -0, NaN).sort();
  let sum = zs.length;
  if (Object.is(zs[0], -0) && Object.is(zs[1], 0) && Number.isNaN(zs[3])) sum += zs[2]! * 3;
  for (let i = 0; i < 3; i++) sum += k * (i + 1) * ys[i]! ** 2;
  return Number.isNaN(ys[3]) && Number.isNaN(ys[4]) ? sum : sum * 2;
}

export const points: Parameters<typeof energy>[] = [[Float64Array.of(3, NaN, -0.5, NaN, 1), 0.5]];
