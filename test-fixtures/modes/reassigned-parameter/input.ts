// @differentiable
export function overwritten(i: number, j: number): number {
  j = i;
  return j;
}

export const cases = ['TR7'];

export const points: Parameters<typeof overwritten>[] = [[2, 5]];

export const expected = [{ value: 2, gradient: [1, 0] }];
