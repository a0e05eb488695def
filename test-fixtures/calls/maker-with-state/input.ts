/** A function that returns an object of functions over variables that they change. */
function makeFilter(k: number) {
  let seen = 0;
  let kept = k;
  return {
    next: (v: number): number => {
      seen += 1;
      kept = kept * v + seen;
      return kept;
    },
    count: (): number => seen,
    k,
  };
}

// @differentiable
export function filtered(x: number): number {
  const filter = makeFilter(x);
  let y = x;
  for (let i = 0; i < 4; i++) {
    y = Math.sin(filter.next(y));
    if (y < -0.9) continue;
    if (i === 2) break;
  }
  return y * filter.count() * filter.k + filter.next(x);
}

export const points: Parameters<typeof filtered>[] = [[0.6], [1.9]];
