// @differentiable
export function arithmeticGeometricMean(x: number, y: number): number {
  let a = x;
  let g = y;
  while (Math.abs(a - g) > 1e-8) {
    const mean = (a + g) / 2;
    g = Math.sqrt(a * g);
    a = mean;
  }
  return a;
}

export const points: Parameters<typeof arithmeticGeometricMean>[] = [
  [1, 2],
  [24, 6],
];

export const expected = [undefined, { value: 13.458171481725615, within: 1e-10 }];
