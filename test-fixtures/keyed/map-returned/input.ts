function table(x: number, names: readonly string[]): Map<string, number> {
  const made = new Map<string, number>();
  names.forEach((name, i) => made.set(name, x ** (i + 1)));
  return made;
}

// @differentiable
export function f(x: number, y: number): Map<string, number> {
  const result = table(x, ['a', 'b', 'c']);
  const other = table(y, ['b', 'd']);
  for (const [name, value] of other) result.set(name, (result.get(name) ?? 1) * value);
  return result;
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
