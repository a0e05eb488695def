/** Methods that call back pass over elements that were never given a value; what `map` gives has holes in the same places. */
// @differentiable
export function spaced(x: number, y: number): number {
  const a = new Array<number>(5);
  a[1] = x;
  a[3] = y;
  const squares = a.map((t) => t * t * x);
  let sum = squares.reduce((s, t, i) => s + i * t, 0);
  a.forEach((t, i) => {
    sum += t * (i + 1);
  });
  sum += a.reduce((s, t) => s * t) + 2 * a.reduceRight((s, t) => s / t) + squares.reduceRight((s, t) => s - t, x);
  const kept = a.filter((t) => t < 100);
  sum += kept.length * kept[0]! * kept[1]!;
  if (a.every((t) => t > -100)) sum *= 1.5;
  if (a.some((t) => !(t > -100))) sum *= 100;
  sum += a.flatMap((t) => [t, t * y]).reduce((s, t) => s + t * t, 0);
  return sum;
}

export const points: Parameters<typeof spaced>[] = [
  [1.5, -0.7],
  [2, 3],
];
