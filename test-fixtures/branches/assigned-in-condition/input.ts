// @differentiable
export function taken(x: number): number {
  let y = 0;
  if ((y = x * x - 1) > 0) return y * x;
  return -y;
}

export const points: Parameters<typeof taken>[] = [[2], [0.5]];

export const expected = [
  { value: 6, gradient: 11 },
  { value: 0.75, gradient: -1 },
];
