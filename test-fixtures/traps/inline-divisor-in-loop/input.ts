// @differentiable
export function sumOfReciprocals(a: number): number {
  let s = 0;
  for (let k = 1; k <= 2; k++) s += 1 / (k + a * a);
  return s;
}

export const cases = ['TR5'];

export const points: Parameters<typeof sumOfReciprocals>[] = [[0.7]];

export const expected = [{ value: 1.0727473653001267, gradient: -0.8564050347570971 }];
