// @differentiable
export function constantRow(x: number, y: number): number {
  const row = new Array<number>(3).fill(x);
  row[1] = y;
  return row[0]! * row[1]! * row[2]!;
}

export const points: Parameters<typeof constantRow>[] = [[2, 5]];

export const expected = [{ value: 20, gradient: [20, 4] }];
