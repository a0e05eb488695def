/** Constants with names of their own whose values are negative. */

enum Side {
  Left = -1,
  Right = 1,
  Far = -2.5,
}

const table = { offset: -0.75 } as const;
const least = Number.MIN_SAFE_INTEGER;

// @differentiable
export function sided(x: number, y: number, isLeft: boolean): number {
  let previous = Number.MIN_SAFE_INTEGER;
  let lowest = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (const each of [x, y, x * y]) {
    if (each > previous) sum += each * (isLeft ? Side.Left : Side.Far);
    if (each > lowest) lowest = each;
    previous = each > least ? each : -least;
  }
  return sum + lowest * Side.Far + x * Side.Left + table.offset * y - -Side.Far * x;
}

export const points: Parameters<typeof sided>[] = [
  [0.7, 1.3, true],
  [1.4, 0.6, false],
  [-0.8, 0.9, true],
];
