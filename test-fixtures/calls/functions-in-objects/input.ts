/** Functions and numbers in an object that is only taken apart: methods with `this`, arrows, names of functions. */
function cube(v: number): number {
  return v * v * v;
}

// @differentiable
export function combined(x: number): number {
  const parts = {
    k: x * x,
    base: 3,
    cube,
    sin: Math.sin,
    twice: (v: number): number => 2 * v * x,
    times(v: number): number {
      return v > 100 ? v : v * this.k + this.base;
    },
  };
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    if (i === 1) continue;
    sum += parts.times(x * i) * parts.k + parts.twice(sum) + parts.sin(sum);
    if (sum > 1e6) return parts.cube(x);
  }
  return sum + [1, x].map(parts.twice).reduce((a, b) => a + b);
}

export const points: Parameters<typeof combined>[] = [[0.8], [40]];
