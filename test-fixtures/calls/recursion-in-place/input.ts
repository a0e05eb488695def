/** A recursive function that overwrites its array on the way down and up. */
// @differentiable
export function scan(xs: number[], i: number): number {
  if (i >= xs.length) return 1;
  xs[i] = xs[i]! * xs[i]!;
  const rest = scan(xs, i + 1);
  xs[i]! += rest;
  return rest * xs[i]!;
}

export const points: Parameters<typeof scan>[] = [
  [[0.5, 1.2, -0.7], 0],
  [[], 0],
];

export const discrete = [1];
