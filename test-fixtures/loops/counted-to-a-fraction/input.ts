/** Loops that count by one towards a bound between two integers, from either side, with and without equality. */
// @differentiable
export function counted(x: number, to: number, from: number): number {
  let a = x;
  for (let i = 0; i < to; i++) a = Math.sin(a) + i * x;
  let b = x;
  for (let i = 0; i <= to; i++) b = Math.sin(b) + i * x;
  let c = x;
  for (let i = 5; i > from; i--) c = Math.sin(c) - i * x;
  let d = x;
  for (let i = 5; i >= from; i--) d = Math.sin(d) - i * x;
  let e = x;
  for (let i = 5; i >= from; i -= 2) e = Math.cos(e) + i * x;
  let f = x;
  for (let i = 0; i <= to; i += 2) f = Math.cos(f) + i * x;
  return a + b * c + d * e * f;
}

export const points: Parameters<typeof counted>[] = [
  [0.5, 3.5, 1.5],
  [0.5, 3, 1],
  [0.5, 0.25, 4.75],
  [0.5, -1, 6],
];

export const discrete = [1, 2];
