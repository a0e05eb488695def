// @differentiable
export function settled(values: number[], rate: number, limit: number): number {
  let total = rate;
  for (let i = 0; i < values.length; i++) {
    total += values[i]! * rate;
    if (total > limit) {
      for (let k = 0; k <= i; k++) values[k]! *= rate;
      while (total > limit) total -= values[0]! + limit;
      throw new RangeError('too large');
    }
  }
  try {
    if (total < 0) throw new RangeError('negative');
    total *= rate;
  } finally {
    for (let i = 0; i < values.length; i++) values[i] = Math.sin(values[i]! * total);
  }
  return total * values[0]!;
}

export const points: Parameters<typeof settled>[] = [
  [[0.5, 0.7, -0.2], 0.8, 40],
  [[0.5, 0.7, -0.2], 1.3, 1.5],
  [[0.5, -2, -1.2], 0.9, 10],
];
