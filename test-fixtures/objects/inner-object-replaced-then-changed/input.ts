type Pair = { p: number; q: number };

// @differentiable
export function replaced(a: Pair & { inner: Pair }, b: Pair, n: string): number {
  a.inner = b;
  const x = b.p;
  if (n.length === 1) a.inner.q += x;
  return b.p * b.q;
}

export const points: Parameters<typeof replaced>[] = [
  [{ p: 0.4, q: 0.5, inner: { p: 0.3, q: -0.9 } }, { p: -1, q: -1.1 }, 'a'],
  [{ p: 0.4, q: 0.5, inner: { p: 0.3, q: -0.9 } }, { p: -1, q: -1.1 }, ''],
];
