/** Loops within loops, each with states of its own; what is read of the outside differs from turn to turn. */
// @differentiable
export function nested(x: number, y: number, n: number): number {
  let s = x;
  for (let q = 0; q < 2; q++) {
    const w = s * y;
    // @checkpoint revolve(3)
    for (let i = 0; i < n; i++) {
      let t = w;
      // @checkpoint every(2)
      for (let j = 0; j <= i; j++) t = Math.sin(t * s + w * y);
      s = s * 0.5 + t;
    }
    s += w * w;
  }
  return s * y;
}

export const points: Parameters<typeof nested>[] = [
  [0.3, 0.8, 0],
  [0.3, 0.8, 1],
  [-0.4, 0.8, 9],
];
export const discrete = [2];
