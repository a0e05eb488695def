// @differentiable
export function cubes(x: number, n: number): number {
  let s = x;
  for (let i = 0; i < n; i++) {
    for (let j = i; j < n; j++) {
      for (let k = j; k > 0; k--) {
        s = Math.sin(s) + x / (i + j + k);
      }
      s = s * 0.9;
    }
  }
  return s;
}

export const points: Parameters<typeof cubes>[] = [
  [0.6, 4],
  [0.6, 1],
  [0.6, 0],
];

export const discrete = [1];
