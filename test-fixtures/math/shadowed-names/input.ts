/** `Math` functions under other names, and a parameter called like one. */
// @differentiable
export function renamed(sin: number, Infinity2: number): number {
  const { cos, exp: e } = Math;
  const square = (x: number): number => Math.pow(x, 2);
  return cos(sin) * e(Infinity2) + square(sin);
}

export const points: Parameters<typeof renamed>[] = [[0.4, 0.3]];
