/** Records with a field that a class of another file computes from what only its own code can name: they are followed all the same. */

type Entry = { amount: number; weight: number };

function put(entry: { amount: number }, by: number): void {
  entry.amount *= by;
}

// @differentiable
export function weighted(entries: readonly Entry[], total: { amount: number }, x: number): number {
  let sum = 0;
  for (const { amount, weight } of entries) sum += amount * weight;
  for (const entry of entries) sum += Math.sin(entry.amount) * entry.weight;
  put(total, x);
  total.amount += sum;
  return total.amount * x;
}

export const points = [
  [
    [
      { amount: 0.5, weight: 2 },
      { amount: -1.5, weight: 0.25 },
    ],
    { amount: 3 },
    0.7,
  ],
];
