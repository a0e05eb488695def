// @differentiable
export function chosen(xs: number[], stop: number): number {
  let s = 1;
  for (const x of xs) {
    if (x < 0) continue;
    if (x > stop) break;
    s = s * x + 1;
  }
  return s;
}

export const points: Parameters<typeof chosen>[] = [
  [[1, -2, 3, 9, 4], 5],
  [[1, -2, 3], 5],
  [[9], 5],
];
