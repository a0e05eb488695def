/** Step control decides by the data; near a point the decisions stay the same. */
// @differentiable
export function adaptive(rate: number, y0: number): number {
  let t = 0;
  let y = y0;
  let h = 0.5;
  while (t < 2) {
    if (t + h > 2) h = 2 - t;
    const full = y + h * -rate * y * y;
    const half = y + (h / 2) * -rate * y * y;
    const two = half + (h / 2) * -rate * half * half;
    const error = Math.abs(two - full);
    if (error > 0.01) {
      h /= 2;
      continue;
    }
    y = 2 * two - full;
    t += h;
    h = Math.min(h * 1.5, 0.5);
  }
  return y;
}

export const points: Parameters<typeof adaptive>[] = [[1.3, 1]];
