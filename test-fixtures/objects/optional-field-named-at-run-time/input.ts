/** A field that may be missing, read and written under a name that the run decides. */
// @differentiable
export function replaced(p: { a?: number; b?: number }, name: 'a' | 'b'): number {
  const value = p[name] ?? 2;
  p[name] = value * value;
  return value * p[name]! + (p.a ?? 0);
}

export const points: Parameters<typeof replaced>[] = [
  [{ a: 1.5, b: 2 }, 'a'],
  [{ a: 1.5 }, 'b'],
];
