/** The loop is what stands in the way: that its module's array is not followed here does no harm. */
const kept: number[] = [];

// @differentiable
export function last(xs: number[], n: number, callback: () => void): number {
  callback();
  // @checkpoint
  for (let i = 0; i < n; i++) {
    xs[0] = Math.sin(xs[0]!);
    kept.push(xs[0]);
  }
  return xs[0]! * xs[1]!;
}

export const codes = [4020];
