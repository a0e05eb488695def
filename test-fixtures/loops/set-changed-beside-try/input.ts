/** Sets and maps that are told about values change nothing else: not the objects that a `try` looks at. */
// @differentiable
export function visited(o: { p: number; q: number }, x: number): number {
  const seen = new Set<number>([0, 2, 3]);
  const weights = new Map<number, number>();
  let sum = x;
  for (let i = 0; i < 4; i++) {
    seen.delete(i);
    weights.set(i, 0.5 * i);
    try {
      for (const name in o) {
        if (Number.isSafeInteger(i / 2)) throw new RangeError(name);
        sum = Math.sin(sum * o.p) + name.length;
      }
      if (i === 2) continue;
      o.p *= x;
    } catch (error) {
      sum += (error as Error).message.length * o.q * x;
      if (seen.size === 0) break;
    }
  }
  return sum + o.p * seen.size * (weights.get(3) ?? 2);
}

export const points: Parameters<typeof visited>[] = [
  [{ p: 0.5, q: 1.5 }, 0.7],
  [{ p: 0.5, q: 2 }, 0.7],
];
