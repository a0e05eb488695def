/** More truth values at once than are written together. */
// @differentiable
export function many(u: readonly number[], x: number, n: number): number {
  let s = x;
  for (let i = 0; i < n; i++) {
    const a = u[i % u.length]!;
    if (Math.sin(1 * s) > Math.cos(2 * s)) s = s * 0.95;
    else s = s + 0.03;
    if (Math.sin(2 * s) > Math.cos(3 * s)) s = s * 0.96;
    else s = s + 0.02 * a;
    if (Math.sin(3 * s) > Math.cos(4 * s)) s = s * 0.97;
    else s = s + 0.01 * a;
    if (Math.sin(4 * s) > Math.cos(5 * s)) s = s * 0.98;
    else s = s - 0.01 * a;
    if (Math.sin(5 * s) > Math.cos(1 * s)) s = s * 0.99;
    else s = s - 0.02;
    if (Math.sin(6 * s) > Math.cos(2 * s)) s = s * 1.01;
    else s = s - 0.03;
    if (Math.sin(7 * s) > Math.cos(3 * s)) s = s * 1.02;
    else s = s + 0.03;
    if (Math.sin(8 * s) > Math.cos(4 * s)) s = s * 1.03;
    else s = s + 0.02 * a;
    if (Math.cos(1 * s) > Math.sin(5 * s)) s = s * 0.95;
    else s = s + 0.01;
    if (Math.cos(2 * s) > Math.sin(1 * s)) s = s * 0.96;
    else s = s - 0.01;
    if (Math.cos(3 * s) > Math.sin(2 * s)) s = s * 0.97;
    else s = s - 0.02 * a;
    if (Math.cos(4 * s) > Math.sin(3 * s)) s = s * 0.98;
    else s = s - 0.03 * a;
    if (Math.cos(5 * s) > Math.sin(4 * s)) s = s * 0.99;
    else s = s + 0.03;
    if (Math.cos(6 * s) > Math.sin(5 * s)) s = s * 1.01;
    else s = s + 0.02;
    if (Math.cos(7 * s) > Math.sin(1 * s)) s = s * 1.02;
    else s = s + 0.01 * a;
    if (Math.cos(8 * s) > Math.sin(2 * s)) s = s * 1.03;
    else s = s - 0.01;
    if (Math.cos(9 * s) > Math.sin(3 * s)) s = s * 0.9;
    else s = s - 0.02;
  }
  return s;
}

const u = [0.4, -0.3, 0.1];

export const points: Parameters<typeof many>[] = [
  [u, 0.3, 1],
  [u, 0.3, 2],
  [u, 0.7, 9],
];
export const discrete = [2];
