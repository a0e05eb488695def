// @differentiable
export function power(x: number, n: number): number {
  let out = 1;
  for (let i = 0; i < n; i++) out *= x;
  return out;
}

export const points: Parameters<typeof power>[] = [
  [1.3, 0],
  [1.3, -4],
  [1.3, 1],
  [1.3, 5],
  [0, 3],
];

export const discrete = [1];

export const expected = [
  { value: 1, gradient: [0, 0] },
  { value: 1, gradient: [0, 0] },
  { value: 1.3, gradient: [1, 0] },
  { gradient: [5 * 1.3 ** 4, 0] },
  { value: 0, gradient: [0, 0] },
];
