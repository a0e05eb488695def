// @differentiable
export function placed(from: number[], to: Float64Array): number {
  const s = from.slice(0, 2);
  to.set(s, 1);
  return to[0]! + 2 * to[1]! + 3 * to[2]! * to[3]!;
}

export const points: Parameters<typeof placed>[] = [[[0.3, -1.4, 0.7], Float64Array.of(1.4, -0.6, 0.2, 0.9)]];
