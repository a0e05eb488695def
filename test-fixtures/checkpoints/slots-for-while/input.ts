/** The number of turns is not known before; a turn may end by a break, after some work. */
// @differentiable
export function root(a: number, limit: number): number {
  let x = a;
  let k = 0;
  // @checkpoint revolve(3)
  while (Math.abs(x * x - a) > 1e-9) {
    x = 0.5 * (x + a / x);
    if (++k > limit) {
      x *= a;
      break;
    }
  }
  return x * a;
}

export const points: Parameters<typeof root>[] = [
  [2, 100],
  [1, 100],
  [700, 100],
  [700, 4],
  [9, 0],
];
export const discrete = [1];
export const kinks = [1];
