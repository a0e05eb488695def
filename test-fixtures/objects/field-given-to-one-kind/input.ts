/** A choice of literals, of which one leaves out a field that is given to it later. */
// @differentiable
export function given(xs: number[], p: { p: number; q: number }, n: number): number {
  const o: { p: number; q: number; r?: number } = n % 2 === 0 ? { p: 0.5, q: 0.5 } : { p: 0.4, q: 0.9, r: 0.5 };
  for (const name of ['q', 'p'] as const) {
    xs.forEach((x, i) => {
      try {
        if (i > 1) return;
        o.r = p[name] * x;
      } catch {
        o.r = 1;
      }
    });
  }
  xs[0] = o.r ?? 0.5;
  return xs[0] * xs[1]! + o.p;
}

export const points: Parameters<typeof given>[] = [
  [[1, 2, 3], { p: 0.3, q: 0.7 }, 2],
  [[1.5, 0.4], { p: -0.3, q: 2 }, 3],
];
