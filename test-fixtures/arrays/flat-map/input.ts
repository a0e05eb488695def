/** Rows become one list, whole or as many elements of each as the callback gives. */
// @differentiable
export function energy(xs: number[], rows: number[][], k: number): number {
  const pairs = xs.flatMap((x, i) => [x * k, x + i]);
  const some = xs.flatMap((x) => (x > 1 ? [x * k] : []));
  const same = xs.flatMap((x) => x * x);
  const all = rows.flat();
  all[0]! *= k;
  const own = rows.flatMap((row) => row);
  let sum = 0;
  for (const list of [pairs, some, same, all, own]) sum += list.reduce((s, y, i) => s + (i + 1) * y * y, 0);
  return sum;
}

export const points: Parameters<typeof energy>[] = [
  [[0.5, 2, 3], [[1, 2], [], [3]], 1.5],
  [[], [[2]], 1.5],
];
