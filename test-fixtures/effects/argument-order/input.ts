/** Operands and arguments are evaluated from left to right. */
// @differentiable
export function ordered(x: number, log: number[]): number {
  const mark = (n: number, value: number): number => {
    log.push(n);
    return value * log.length;
  };
  const xs = [1, 2, 3];
  xs[mark(1, 1) - 1] = mark(2, x) * mark(3, x);
  return xs[0]! + Math.atan2(mark(4, x), mark(5, 2)) + (mark(6, 1) > 0 ? mark(7, x) : mark(8, x));
}

export const points: Parameters<typeof ordered>[] = [[0.8, []]];
