// @differentiable
export function compound(start: number, rate: number, years: number): number {
  let capital = start;
  let year = 0;
  while (year < years) {
    capital += capital * rate;
    year++;
  }
  return capital;
}

export const points: Parameters<typeof compound>[] = [
  [100, 0.05, 3],
  [100, 0.05, 1],
  [100, 0.05, 0],
];

export const discrete = [2];

export const expected = [
  { gradient: [1.05 ** 3, 300 * 1.05 ** 2, 0] },
  { value: 105, gradient: [1.05, 100, 0] },
  { value: 100, gradient: [1, 0, 0] },
];
