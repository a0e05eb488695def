/** A callback may throw. */
// @differentiable
export function caught(x: number, cb: (n: number) => void): number {
  let y = x;
  for (let i = 0; i < 3; i++) {
    try {
      y = y * x + i;
      cb(i);
      y *= 2;
    } catch {
      y = Math.sin(y);
    }
  }
  return y;
}
export const points: Parameters<typeof caught>[] = [
  [
    1.5,
    (n: number) => {
      if (n === 1) throw new Error('x');
    },
  ],
];
