// @differentiable
export function pushSeveral(x: number, y: number): number[] {
  const out: number[] = [];
  out.push(x, x * y, y);
  out.push();
  out.push(out[0]! * out[1]!);
  return out;
}

export const points: Parameters<typeof pushSeveral>[] = [[2, 3]];

export const expected = [{ value: [2, 6, 3, 12], gradient: [1 + 3 + 12, 2 + 1 + 4] }];
