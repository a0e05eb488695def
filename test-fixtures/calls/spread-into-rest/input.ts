function total(...xs: number[]): number {
  let sum = 0;
  for (const x of xs) sum += x * x;
  return sum;
}

// @differentiable
export function spread(xs: number[], y: number): number {
  return total(...xs) * total(y, ...xs, y) + total();
}

export const points: Parameters<typeof spread>[] = [
  [[1, 2], 3],
  [[], 3],
];
