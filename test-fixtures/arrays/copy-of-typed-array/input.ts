// @differentiable
export function copies(xs: Float64Array): number {
  const a = new Float64Array(xs);
  const b = Float64Array.from(a);
  const c = xs.slice();
  a[0] = 7;
  b[1]! *= 2;
  c[0]! *= c[1]!;
  return a[0]! * a[1]! + b[0]! * b[1]! + c[0]!;
}

export const points: Parameters<typeof copies>[] = [[new Float64Array([2, 3])]];

export const expected = [{ value: 21 + 12 + 6, gradient: new Float64Array([6 + 3, 7 + 4 + 2]) }];
