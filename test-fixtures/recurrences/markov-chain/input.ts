// @differentiable
export function occupation(a: number, b: number, n: number): number {
  let p = [1, 0];
  for (let step = 0; step < n; step++) {
    p = [p[0]! * (1 - a) + p[1]! * b, p[0]! * a + p[1]! * (1 - b)];
  }
  return p[0]!;
}

export const cases = ['LR11'];

export const points: Parameters<typeof occupation>[] = [
  [0.2, 0.3, 3],
  [0.2, 0.3, 0],
];

export const discrete = [2];

export const expected = [
  { value: 0.6 + 0.4 * 0.5 ** 3, within: 1e-12 },
  { value: 1, gradient: [0, 0, 0] },
];
