/** An empty list on one side says nothing of what the other holds. */
function above(x: number, k: number) {
  if (x > 2) return [];
  return [x * k, k];
}

// @differentiable
export function energy(xs: number[], k: number, extra?: number[]): number {
  let sum = 0;
  for (const x of xs) {
    const part = x > 1 ? [x * k] : [];
    const cast = x > 1 ? ([] as number[]) : [x, k];
    const own = extra ?? [];
    for (const list of [part, cast, own, above(x, k)]) for (const y of list) sum += y * y;
  }
  return sum;
}

export const points: Parameters<typeof energy>[] = [
  [[0.5, 1.5, 3], 0.5],
  [[0.5, 1.5, 3], 0.5, [3]],
];
