// @differentiable
export function joined(xs: number[], y: number): number[] {
  return xs.concat([y * y], xs);
}

export const points: Parameters<typeof joined>[] = [[[1, 2], 3]];

export const expected = [{ value: [1, 2, 9, 1, 2], gradient: [[2, 2], 6] }];
