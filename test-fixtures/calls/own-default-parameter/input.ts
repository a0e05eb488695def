// @differentiable
export function powerLaw(x: number, exponent = 2, scale?: number): number {
  return x ** exponent * (scale ?? 3);
}

export const points: Parameters<typeof powerLaw>[] = [[1.5], [1.5, 3], [1.5, 3, 0.5]];

export const expected = [
  { value: 6.75, gradient: [9, 0, 0] },
  { value: 10.125, gradient: [20.25] },
  { value: 1.6875, gradient: [3.375, undefined, 3.375] },
];
