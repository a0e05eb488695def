// @differentiable
export function atLeastOnce(x: number, n: number): number {
  let y = x;
  let i = 0;
  do {
    y = Math.exp(-y) * x;
    i++;
  } while (i < n);
  return y;
}

export const points: Parameters<typeof atLeastOnce>[] = [
  [0.7, 0],
  [0.7, 1],
  [0.7, 4],
];

export const discrete = [1];

export const expected = [{ value: Math.exp(-0.7) * 0.7, gradient: [Math.exp(-0.7) * 0.3, 0], within: 1e-12 }];
