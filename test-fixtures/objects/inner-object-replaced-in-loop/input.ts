type Pair = { p: number; q: number };

// @differentiable
export function replaced(xs: Float64Array, b: Pair, s: number): number {
  const outer: Pair & { inner: Pair } = { p: 0.5, q: 0.3, inner: { p: s, q: 0.5 } };
  for (const _ of xs) outer.inner = b;
  return outer.inner.q;
}

export const points: Parameters<typeof replaced>[] = [
  [Float64Array.of(0.3, -1.4), { p: 1.4, q: 1.2 }, -0.6],
  [Float64Array.of(), { p: 1.4, q: 1.2 }, -0.6],
];
