// @differentiable
export function identity(x: number): number {
  return x;
}

export const points: Parameters<typeof identity>[] = [[3], [-0]];

export const expected = [{ value: 3, gradient: 1 }, { gradient: 1 }];
