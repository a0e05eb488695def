// @differentiable
export function listed(xs: Float64Array): number[] {
  const ys = Array.from(xs);
  ys[1] = ys[0]! * ys[1]!;
  return [...ys, ys[1]!];
}

export const points: Parameters<typeof listed>[] = [[new Float64Array([2, 3])]];

export const expected = [{ value: [2, 6, 6], gradient: new Float64Array([7, 4]) }];
