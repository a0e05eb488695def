// @differentiable
export function f(x: number, y: number): number {
  const tally = new Map<string, number>();
  const words = ['to', 'be', 'or', 'not', 'to', 'be'];
  words.forEach((word, i) => tally.set(word, (tally.get(word) ?? 0) + x ** i * y));
  let total = 0;
  for (const value of tally.values()) total += value * value;
  for (const key of tally.keys()) total += (tally.get(key) ?? 0) * key.length;
  return total + (tally.get('absent') ?? x);
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
