class Ledger {
  readonly entries = new Map<string, number>();
  constructor(private readonly rate: number) {}
  add(name: string, amount: number): this {
    this.entries.set(name, (this.entries.get(name) ?? 0) + amount * this.rate);
    return this;
  }
  total(): number {
    let sum = 0;
    for (const amount of this.entries.values()) sum += amount ** 2;
    return sum;
  }
}

// @differentiable
export function f(x: number, y: number): number {
  const ledger = new Ledger(y).add('rent', x).add('food', x * x);
  for (let i = 0; i < 3; i++) ledger.add('food', i * y);
  return ledger.total();
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.3],
  [-1.2, 0.4],
  [2.5, -0.6],
];
