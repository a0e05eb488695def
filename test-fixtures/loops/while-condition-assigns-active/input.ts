// @differentiable
export function grow(x: number): number {
  let y = x;
  let turns = 0;
  while ((y = y * 1.3 + x) < 20) turns++;
  return y + turns * x;
}

export const points: Parameters<typeof grow>[] = [[1], [0.4], [30]];

export const expected = [undefined, undefined, { gradient: 2.3 }];
