// @differentiable
export function continuedFraction(terms: number[]): number {
  let [p, lastP] = [1, 0];
  let [q, lastQ] = [0, 1];
  for (const a of terms) {
    [p, lastP] = [a * p + lastP, p];
    [q, lastQ] = [a * q + lastQ, q];
  }
  return p / q;
}

export const points: Parameters<typeof continuedFraction>[] = [[[1, 2, 3, 4]], [[2.5]]];

export const expected = [{ value: 43 / 30 }, { value: 2.5, gradient: [1] }];
