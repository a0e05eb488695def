/** Elements are taken out and put in, at places that the run decides. */
// @differentiable
export function energy(xs: number[], where: Int32Array, k: number): number {
  const ys = xs.slice();
  const removed = ys.splice(where[0]!, where[1]!, k, k * k);
  const more = ys.splice(1, 1);
  ys.splice(-1);
  const rows = xs.map((x) => [x, k]);
  const row = rows.splice(0, 1, [k, 2], [3, k])[0]!;
  xs.splice(0, 1, removed[0]! * k);
  const spliced = xs
    .toSpliced(1, 1, k)
    .with(-1, k * 3)
    .with(0, 7);
  let sum = spliced[1]! * spliced.at(-1)! + spliced[0]! * k + more[0]! * row[0]!;
  ys.forEach((y, i) => (sum += (i + 1) * y * y));
  removed.forEach((y, i) => (sum += (i + 2) * y * k));
  rows.forEach(([a, b], i) => (sum += (i + 1) * a! * b!));
  xs.forEach((x, i) => (sum += (i + 3) * x * x));
  return sum;
}

export const points: Parameters<typeof energy>[] = [
  [[1, 2, 3, 4], Int32Array.of(1, 2), 1.5],
  [[1, 2, 3, 4], Int32Array.of(-2, 1), 1.5],
  [[1, 2, 3, 4], Int32Array.of(0, 10), 1.5],
];
