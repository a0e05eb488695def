/** Rows that change places before a loop of which turns are made again: a pullback finds them there as often as it is called. */

function damped(rows: number[][], x: number, n: number): number {
  [rows[0], rows[1]] = [rows[1]!, rows[0]!];
  let sum = x;
  // @checkpoint every(2)
  for (let i = 0; i < n; i++) sum += Math.sin(rows[0]![0]! * sum) * rows[1]![1]!;
  [rows[1], rows[2]] = [rows[2]!, rows[1]!];
  return sum;
}

// @differentiable
export function f(rows: number[][], pair: { a: { v: number }; b: { v: number } }, x: number, n: number): number {
  const first = pair.a;
  pair.a = pair.b;
  pair.b = first;
  let sum = damped(rows, x, n);
  // @checkpoint every(3)
  for (let i = 0; i < n; i++) sum += Math.cos(pair.a.v * sum) * rows[1]![0]!;
  pair.b = pair.a;
  return sum + pair.b.v;
}

export const points: Parameters<typeof f>[] = [
  [
    [
      [0.3, 0.2],
      [0.7, 1],
      [-0.4, 0.8],
    ],
    { a: { v: 0.4 }, b: { v: 1.2 } },
    0.5,
    5,
  ],
];
export const discrete = [3];
