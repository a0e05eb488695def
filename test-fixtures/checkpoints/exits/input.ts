/** Continues, a break, truth values and counters that the turns hand on. */
// @differentiable
export function walk(x: number, n: number): number {
  let s = x;
  let up = true;
  let k = 0;
  // @checkpoint every(4)
  for (let i = 0; ; i++) {
    if (i % 3 === 0) {
      s = s * 1.01 + 0.1 * x;
      continue;
    }
    s = Math.sin(s) + x * k;
    if (up) k++;
    if (k > 3) up = false;
    if (i > n) {
      s *= 1.5 * x;
      break;
    }
    s += Math.cos(i * x);
  }
  return s + k * x;
}

export const points: Parameters<typeof walk>[] = [
  [0.4, -5],
  [0.4, 0],
  [-0.7, 5],
  [0.4, 17],
];
export const discrete = [1];
