// @differentiable
export function f(prices: Map<string, number>, x: number): number {
  let total = 0;
  for (const [name, price] of prices) total += price * price * (name === 'tea' ? x : 2);
  return total + (prices.get('milk') ?? 5) * x + (prices.get('none') ?? 7);
}

export const points: Parameters<typeof f>[] = [
  [
    new Map([
      ['tea', 2],
      ['milk', 1.5],
      ['bread', 3],
    ]),
    0.7,
  ],
  [new Map([['bread', 3]]), 1.1],
  [new Map(), 2],
];
