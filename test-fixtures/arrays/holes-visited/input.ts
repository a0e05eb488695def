/** What visits holes as undefined. */
// @differentiable
export function visited(x: number): number {
  const a = [x];
  a[2] = 2 * x;
  let sum = 0;
  for (const t of a) sum += t === undefined ? 10 : t * x;
  for (const t of [...a]) sum += t === undefined ? 10 : t * x;
  sum += a.findIndex((t) => t === undefined) + a.findLastIndex((t) => t === undefined);
  [...a].forEach((t) => {
    sum += t === undefined ? 100 : t;
  });
  Array.from(a).forEach((t) => {
    sum += t === undefined ? 100 : t;
  });
  if (a.includes(undefined as unknown as number)) sum += 1000;
  return sum + a.indexOf(2 * x);
}

export const points: Parameters<typeof visited>[] = [[1.5], [-2]];
