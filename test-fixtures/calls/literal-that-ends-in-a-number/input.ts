/** The text of a function that stands where it is called ends as a field would: `.7`. */
function twice(g: (t: number) => number, s: number): number {
  s -= 0.5 * Math.cos(g(s));
  s *= Math.sin(s);
  return 0.9;
}

// @differentiable
export function f(x: number): number {
  let y = twice((t) => Math.sin(t) * twice((u) => Math.sin(u) * -0.7, t), 0.5);
  --y;
  return x * y;
}

export const points: Parameters<typeof f>[] = [[0.3], [-2]];
