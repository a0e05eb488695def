/** Counting towards a bound between two integers, and a time that turns move on by no integer, or not at all. */
// @differentiable
export function f(x: number, rate: number, to: number): number {
  let a = x;
  // @checkpoint every(2)
  for (let i = 0; i <= to; i++) a = Math.sin(a) + i * x;
  // @checkpoint revolve(2)
  for (let i = 5; i >= to; i--) a = Math.cos(a) - i * x;
  let t = 0;
  let h = 0.5;
  // @checkpoint every(1)
  while (t < 2) {
    if (a * a > 4 && h > 0.1) {
      h /= 2;
      continue;
    }
    a += h * rate * Math.sin(a);
    t += h;
  }
  return a;
}

export const points: Parameters<typeof f>[] = [
  [0.5, 1.3, 3.5],
  [0.7, -0.4, 3],
  [1.5, 0.9, 0.25],
  [0.5, 0.3, -1],
];
export const discrete = [2];
