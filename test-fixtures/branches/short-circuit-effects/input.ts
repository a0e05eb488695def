/** The right side of `&&` runs only when needed, writes and all. */
// @differentiable
export function guarded(xs: number[], limit: number): number {
  let sum = 0;
  let tests = 0;
  const test = (x: number): boolean => {
    tests++;
    sum += x * 0.1;
    return x > limit;
  };
  for (const x of xs) {
    if ((x > 0 && test(x)) || x < -2) sum += x * x;
  }
  return sum * tests;
}

export const points: Parameters<typeof guarded>[] = [[[1, 3, -1, -3], 2]];
