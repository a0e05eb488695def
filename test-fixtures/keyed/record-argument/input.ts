// @differentiable
export function f(weights: Record<string, number>, x: number): number {
  let sum = 'bias' in weights ? weights['bias']! : x;
  for (const key in weights) sum += weights[key]! ** 2 * x;
  for (const [name, weight] of Object.entries(weights)) sum += weight * name.length;
  for (const weight of Object.values(weights)) sum *= 1 + 0.1 * weight;
  return sum + (weights['extra'] ?? 0);
}

export const points: Parameters<typeof f>[] = [
  [{ bias: 0.3, a: 2, b: -1 }, 0.7],
  [{ a: 2 }, -1.7],
  [{}, 1.5],
];
