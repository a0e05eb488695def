/** A loop of a function that is called in a loop, with an exception that is not thrown, and a loop that returns. */
function relax(a: number[], x: number, n: number): number {
  let t = x;
  // @checkpoint revolve(2)
  for (let i = 0; i < n; i++) {
    const k = i % a.length;
    a[k]! += Math.sin(t * a[(i + 1) % a.length]!);
    t = t * 0.9 + a[k]! * 0.1;
    if (!(t < 1e9)) throw new Error(`diverges in turn ${i}`);
    if (t > 3) return t * a[0]!;
  }
  return t;
}

// @differentiable
export function relaxed(a: number[], x: number, n: number): number {
  let r = 1;
  for (let j = 0; j < n; j++) r = r * Math.cos(relax(a, x * r, j + 2)) + a[0]!;
  return r * a[1]! + relax(a, r, 6);
}

export const points: Parameters<typeof relaxed>[] = [
  [[0.1, 0.2, 0.3], 0.7, 0],
  [[0.1, 0.2, 0.3], 0.7, 1],
  [[0.4, -0.2, 0.3], 0.7, 5],
];
export const discrete = [2];
