/** A long series with whole powers. */
// @differentiable
export function logBySeries(x: number, terms: number): number {
  let sum = 0;
  for (let k = 1; k <= terms; k++) sum += ((k % 2 === 0 ? -1 : 1) * Math.pow(x - 1, k)) / k;
  return sum;
}

export const points: Parameters<typeof logBySeries>[] = [[1.6, 300]];

export const discrete = [1];

export const expected = [{ value: Math.log(1.6), gradient: [1 / 1.6, 0], within: 1e-12 }];
