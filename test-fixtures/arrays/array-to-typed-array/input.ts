// @differentiable
export function converted(xs: number[]): Float64Array {
  const ys = new Float64Array(xs);
  ys[0]! *= ys[1]!;
  return ys;
}

export const points: Parameters<typeof converted>[] = [[[2, 3]]];

export const expected = [{ value: new Float64Array([6, 3]), gradient: [3, 3] }];
