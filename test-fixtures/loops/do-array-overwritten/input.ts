// @differentiable
export function relaxed(xs: number[]): number {
  const u = [...xs];
  let k = 1;
  do {
    u[k] = u[k]! * u[k - 1]! + u[k + 1]!;
    k++;
  } while (k < u.length - 1);
  return u[u.length - 2]! * u[1]!;
}

export const points: Parameters<typeof relaxed>[] = [[[1.2, 0.3, -0.7, 2, 0.9]], [[1.2, 0.3, -0.7]]];
