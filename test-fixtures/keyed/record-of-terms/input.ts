// @differentiable
export function f(x: number, y: number): number {
  const record: Record<string, number> = {};
  for (const [i, name] of ['a', 'b', 'a'].entries()) record[name] = (record[name] ?? 1) * (i === 0 ? x : y);
  record['c'] = x;
  record['c'] += record['a']! * y;
  record.d = 2 * x;
  return record['a']! * record['b']! + record['c']! ** 2 + record.d * (record['none'] ?? y);
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
