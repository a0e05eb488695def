/** An exception that passes through two functions, caught and thrown again on the way. */
class Bad extends Error {
  constructor(readonly amount: number) {
    super('bad');
  }
}
function risky(x: number, lim: number): number {
  if (x > lim) throw new Bad(x);
  return x * x;
}
function outer(x: number): number {
  try {
    return risky(x, 2);
  } catch (e) {
    if (x > 3) throw e;
    return x;
  }
}
// @differentiable
export function caught(x: number): number {
  let s = 0;
  for (const v of [1, 2.5, 4]) {
    try {
      s += outer(v * x);
    } catch (e) {
      s -= x * (e instanceof Bad ? 1 : 100);
    }
  }
  return s;
}
export const points: Parameters<typeof caught>[] = [[1.01], [0.51]];
