/** As many slots as turns, fewer, and one. */
// @differentiable
export function recurrence(h0: number, w: number, n: number): number {
  let h = h0;
  // @checkpoint revolve(5)
  for (let i = 0; i < n; i++) h = Math.tanh(w * h + 0.1 * i);
  return h * w;
}

export const points: Parameters<typeof recurrence>[] = [
  [0.3, 0.9, 0],
  [0.3, 0.9, 1],
  [-0.2, 1.1, 4],
  [0.3, 0.9, 7.5],
  [0.4, -0.7, 40],
];
export const discrete = [2];
