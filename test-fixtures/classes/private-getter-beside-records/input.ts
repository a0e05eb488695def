/** Records with a field that classes of other files compute, from what only their own code can name, or without an exported name: they are followed all the same. */

type Entry = { value: number; weight: number };

function put(entry: { value: number }, by: number): void {
  entry.value *= by;
}

// @differentiable
export function weighted(entries: readonly Entry[], total: { value: number }, x: number): number {
  let sum = 0;
  for (const { value, weight } of entries) sum += value * weight;
  for (const entry of entries) sum += Math.sin(entry.value) * entry.weight;
  put(total, x);
  total.value += sum;
  return total.value * x;
}

export const points = [
  [
    [
      { value: 0.5, weight: 2 },
      { value: -1.5, weight: 0.25 },
    ],
    { value: 3 },
    0.7,
  ],
];
