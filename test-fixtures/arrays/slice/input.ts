// @differentiable
export function middle(xs: Float64Array): number {
  const part = xs.slice(1, 3);
  part[0]! *= 2;
  return part[0]! * part[1]! + xs[1]!;
}

export const points: Parameters<typeof middle>[] = [[new Float64Array([1, 2, 3, 4])]];

export const expected = [{ value: 14, gradient: new Float64Array([0, 7, 4, 0]) }];
