// @differentiable
export function bounded(x: number, n: number): number {
  let s = x;
  do {
    s = s * 1.8;
    if (s > 5) return s + x * x;
    n--;
  } while (n > 0);
  return -s;
}

export const points: Parameters<typeof bounded>[] = [
  [0.5, 2],
  [0.5, 10],
  [4, 1],
];

export const discrete = [1];

export const expected = [
  { gradient: [-1.8 * 1.8, 0], within: 1e-12 },
  { gradient: [1.8 ** 4 + 1, 0], within: 1e-12 },
  { gradient: [1.8 + 8, 0] },
];
