// @differentiable
export function doubledUntil(x: number): number {
  let y = x;
  for (let i = 0; i < 5; i++, y = y * 1.5 - x);
  return y;
}

export const points: Parameters<typeof doubledUntil>[] = [[1.2], [0]];
