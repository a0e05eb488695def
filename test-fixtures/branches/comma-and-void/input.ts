// @differentiable
export function sequence(x: number): number {
  let y = x;
  const z = ((y *= 2), (y += x), y * y);
  return z - y;
}

export const points: Parameters<typeof sequence>[] = [[2]];

export const expected = [{ value: 30, gradient: 33 }];
