/** The test itself assigns: it runs once more than the body. */
// @differentiable
export function countdown(x: number, n: number): number {
  let s = x;
  let left = n;
  while (--left >= 0) s = s * s * 0.5 + x;
  return left === -1 ? s * x : s;
}

export const points: Parameters<typeof countdown>[] = [
  [0.6, 3],
  [0.6, 0],
];

export const discrete = [1];
