// @differentiable
export function shrinking(x: number, n: number): number {
  let s = x;
  for (let i = 0; i < n; i++) {
    s = Math.sin(s) + x;
    if (s > 1) n--;
  }
  return s;
}

export const points: Parameters<typeof shrinking>[] = [
  [0.8, 6],
  [0.1, 4],
];

export const discrete = [1];
