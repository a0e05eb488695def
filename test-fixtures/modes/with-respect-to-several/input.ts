// @differentiable wrt=a,c mode=both
export function combined(a: number, b: number, c: number[]): number {
  return a * a * b + c[0]! * b * c[1]!;
}

export const points: Parameters<typeof combined>[] = [[2, 3, [5, 7]]];

export const expected = [{ value: 12 + 105, gradient: [12, undefined, [21, 15]] }];
