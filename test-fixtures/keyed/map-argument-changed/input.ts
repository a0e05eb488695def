// @differentiable
export function f(stock: Map<string, number>, x: number): number {
  stock.set('new', x * x);
  stock.set('a', (stock.get('a') ?? 1) * x);
  const b = stock.get('b') ?? 2;
  stock.delete('b');
  stock.set('b', b * b);
  stock.delete('c');
  let sum = 0;
  for (const value of stock.values()) sum += Math.exp(0.3 * value);
  stock.clear();
  return sum + stock.size;
}

export const points: Parameters<typeof f>[] = [
  [
    new Map([
      ['a', 2],
      ['b', 1.5],
      ['c', 3],
    ]),
    0.7,
  ],
  [new Map([['new', 3]]), 1.1],
];
