// @differentiable
export function lastOnly(xs: number[], scale: number): number {
  let out = 0;
  for (let i = 0; i < xs.length; i++) {
    const y = Math.exp(xs[i]! * scale);
    if (i === xs.length - 1) out = y * y;
  }
  return out;
}

export const points: Parameters<typeof lastOnly>[] = [
  [[1, 2, 0.3], 0.7],
  [[], 0.7],
];
