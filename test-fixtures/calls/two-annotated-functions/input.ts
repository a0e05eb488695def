// @differentiable
export function outerOne(x: number): number {
  return innerOne(x) * x;
}

// @differentiable
export function innerOne(x: number): number {
  return Math.log(x) + 1;
}

export const points: Parameters<typeof outerOne>[] = [[2]];

export const expected = [{ gradient: Math.log(2) + 2, within: 1e-13 }];
