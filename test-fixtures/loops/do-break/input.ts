// @differentiable
export function untilLarge(x: number): number {
  let y = x;
  let turns = 0;
  do {
    y = y * y + 0.5;
    if (y > 8) break;
    y = y + x;
    turns++;
  } while (turns < 6);
  return y;
}

export const points: Parameters<typeof untilLarge>[] = [[0.1], [1.2], [4]];
