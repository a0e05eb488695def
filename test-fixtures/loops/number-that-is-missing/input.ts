/** Numbers by their types that are missing at run time, and tests of that in turns which change them. */

// @differentiable
export function f(x: number, y: number, list: number[]): number {
  let first = list[0]!;
  let sum = y;
  for (let i = 0; i < 4; i++) {
    if (first === undefined) first = x * 0.3;
    first = Math.sin(first) * sum;
    if (i === 2) first = list[3]!;
    sum += (first ?? x) * (first ?? y);
  }
  return sum;
}

export const points: Parameters<typeof f>[] = [
  [0.3, 0.7, []],
  [1.1, -0.4, [0.6, 0.2]],
  [-0.8, 1.3, [0.9, 1, 2, 0.4]],
];
