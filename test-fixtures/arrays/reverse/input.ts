// @differentiable
export function reversedHorner(coefficients: number[], x: number): number {
  const highestFirst = [...coefficients].reverse();
  let value = 0;
  for (const c of highestFirst) value = value * x + c;
  return value;
}

export const points: Parameters<typeof reversedHorner>[] = [
  [[1, 2, 3], 2],
  [[], 2],
];

export const expected = [{ value: 17, gradient: [[1, 2, 4], 14] }];
