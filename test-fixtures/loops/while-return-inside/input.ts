// @differentiable
export function collatzLike(x: number, limit: number): number {
  let y = x;
  let turns = 0;
  while (turns < 20) {
    if (y > limit) return y * y;
    y = 1.7 * y + x;
    turns += 1;
  }
  return y;
}

export const points: Parameters<typeof collatzLike>[] = [
  [0.4, 6],
  [0.4, 1e9],
  [7, 6],
];
