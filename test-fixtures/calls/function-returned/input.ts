function scaler(k: number): (x: number) => number {
  return (x) => k * x + k;
}

// @differentiable
export function composed(x: number, k: number): number {
  const scale = scaler(k * k);
  return scale(scale(x));
}

export const points: Parameters<typeof composed>[] = [[1.5, 2]];

export const expected = [{ value: 4 * (4 * 1.5 + 4) + 4, gradient: [16, 4 * (2 * 4 * 1.5 + 2 * 4 + 1)] }];
