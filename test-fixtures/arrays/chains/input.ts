/** Methods of arrays one behind the other. */
// @differentiable
export function energy(xs: number[], ys: Float64Array, rows: number[][], k: number): number {
  const squares = xs.map((x) => k * x * x).reduce((s, y) => s + y, 0);
  const product = xs
    .map((x) => k * x)
    .filter((y) => y > 1)
    .reduce((s, y) => s * y, 1);
  const right = xs.reduceRight((s, y) => s * k + y, 0);
  const found =
    xs[xs.findIndex((x) => x > 1)]! * (xs.findLast((x) => x > 1) ?? 0) + xs[xs.findLastIndex((x) => x < 2)]!;
  const where = xs[xs.indexOf(xs[2]!)]! + xs[xs.lastIndexOf(Math.max(...xs))]!;
  const listed = Array.from({ length: 3 }, (_, i) => k * i).concat(
    Array.from(xs, (x) => x * k),
    k,
  );
  const typed = ys.map((y) => y * k).filter((y) => y > 0);
  const zipped = xs.map((x, i) => [x, listed[i]!] as const).reduce((s, [x, y]) => s + x * y * y, 0);
  const inner = rows.map((row) => row.map((x) => x * k).reduce((a, b) => a + b)).toReversed();
  const { s, n } = xs.reduce((acc, x) => ({ s: acc.s + x * k, n: acc.n + 1 }), { s: 0, n: 0 });
  const running = xs.reduce<number[]>((acc, x) => [...acc, (acc.at(-1) ?? 0) + x * k], []);
  let sum = squares + product * right + found * where + zipped + s / n;
  for (const [i, x] of listed.entries()) sum += x * x * i;
  for (const i of running.keys()) sum += running[i]! ** 2 * i;
  typed.set(ys.subarray(0, 1));
  sum += typed.reduce((a, y, i) => a + (i + 1) * y * y, 0) + inner[0]! * (inner.join('').length > 100 ? 2 : 1);
  return xs.some((x) => x > 2) && xs.every((x) => x > 0) ? sum : sum * k;
}

export const points: Parameters<typeof energy>[] = [
  [[0.5, 2.5, 3, 1.2], Float64Array.of(1, -2, 3), [[1, 2], [3]], 1.5],
];
