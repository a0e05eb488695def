/** Code through which no derivative flows runs as it stands, whatever it uses. */
// @differentiable
export function weightedByName(names: string[], xs: number[]): number {
  const counts = new Map<string, number>();
  for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1);
  const sorted = [...counts.keys()].sort((a, b) => a.localeCompare(b));
  const pattern = /^x/;
  let sum = 0;
  for (const [i, x] of xs.entries()) {
    const name = names[i] ?? '';
    const rank = sorted.indexOf(name) + 1;
    sum += x * x * rank * (pattern.test(name) ? 2 : 1);
  }
  return sum;
}

export const points: Parameters<typeof weightedByName>[] = [
  [
    ['xb', 'a', 'xb'],
    [1, 2, 3],
  ],
];

export const expected = [{ value: 4 + 4 + 36, gradient: [undefined, [8, 4, 24]] }];
