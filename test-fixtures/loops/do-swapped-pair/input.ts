// @differentiable
export function rotated(x: number, y: number, angle: number): number {
  let [u, v] = [x, y];
  let turns = 0;
  do {
    [u, v] = [v * Math.cos(angle) - u, u * Math.sin(angle) + v];
    turns++;
  } while (turns < 3);
  return u - v;
}

export const points: Parameters<typeof rotated>[] = [[1, 2, 0.4]];
