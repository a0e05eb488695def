/** The step itself depends on the state. */
// @differentiable
export function steepestDescent(a: number, b: number, turns: number): number {
  let [x, y] = [1, 1];
  for (let i = 0; i < turns; i++) {
    const gx = a * x;
    const gy = b * y;
    const step = (gx * gx + gy * gy) / (a * gx * gx + b * gy * gy);
    x -= step * gx;
    y -= step * gy;
  }
  return 0.5 * (a * x * x + b * y * y);
}

export const points: Parameters<typeof steepestDescent>[] = [[1, 5, 6]];

export const discrete = [2];
