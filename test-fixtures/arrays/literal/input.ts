// @differentiable
export function polynomial(x: number): number {
  const coefficients = [1, x, x * x];
  let sum = 0;
  for (let i = 0; i < coefficients.length; i++) sum += coefficients[i]! * (i + 1);
  return sum * coefficients[1]!;
}

export const points: Parameters<typeof polynomial>[] = [[2]];

export const expected = [{ value: 34, gradient: 17 + 2 * 14 }];
