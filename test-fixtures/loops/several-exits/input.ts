/** Two breaks and a return with different values carried out. */
// @differentiable
export function exits(x: number, n: number): number {
  let s = x;
  let t = 1;
  for (let i = 0; i < n; i++) {
    if (s > 6) {
      t = s * x;
      break;
    }
    s = s * s * 0.5 + x;
    if (s < 0.1) break;
    if (i === 4) return t + s * s;
    t += s;
  }
  return t - s;
}

export const cases = ['BI19', 'AC4'];

export const points: Parameters<typeof exits>[] = [
  [0.5, 3],
  [0.5, 9],
  [2.2, 9],
  [0.05, 9],
  [7, 9],
  [1, 0],
];

export const discrete = [1];
