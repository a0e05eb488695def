/** Forced where it would not happen by itself: turns that are left by `break`, `continue` and `return`, also of an outer loop. */
// @differentiable
export function walk(x: number, xs: number[]): number {
  let sum = x;
  outer: for (let r = 0; r < xs.length; r++) {
    // @unroll
    for (let k = 0; k < 5; k++) {
      sum += xs[r]! * Math.cos(0.2 * k + 0.3 * sum);
      if (sum > 4) break;
      if (k === 2 && sum < 0) continue;
      if (sum > 3) continue outer;
      if (sum < -3) return sum * sum;
      if (k > 2 && sum > 2) break outer;
      sum *= 1.1;
    }
    sum -= 0.5 * x;
  }
  return sum;
}

export const points: Parameters<typeof walk>[] = [
  [0.3, [0.4, -0.3, 0.2]],
  [1.5, [0.5, 0.7, 0.2]],
  [-1.9, [0.3, -1.4, 0.2]],
  [-0.7, [0.2, -0.9, 1.1]],
  [3.5, [2, -0.4]],
  [0.1, []],
];
