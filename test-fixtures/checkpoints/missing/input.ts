/** Numbers from outside that may be missing: an argument with a default, and one that turns ask for. */

// @checkpoint
function damped(s: number, by: number = 0.4): number {
  return Math.sin(s) * by + by * by;
}

function last(list: readonly number[]): number | undefined {
  return list[list.length - 1];
}

// @differentiable
export function f(x: number, y: number, list: number[], n: number): number {
  const extra = last(list);
  let t = damped(x, list[0]) + damped(y) + damped(x * y, extra);
  // @checkpoint every(2)
  for (let i = 0; i < n; i++) t = Math.cos(t) * (extra ?? x) + (extra === undefined ? y : extra * y);
  return t + (extra ?? 0);
}

export const points: Parameters<typeof f>[] = [
  [0.7, 1.2, [], 5],
  [0.7, 1.2, [0.3], 5],
  [-0.4, 0.2, [0.3, 1.5], 1],
];
export const discrete = [3];
