// @differentiable
export function appendSquare(xs: number[]): number {
  xs.push(xs[0]! * xs[0]!);
  return xs[0]! * xs[xs.length - 1]!;
}

export const points: Parameters<typeof appendSquare>[] = [[[3]], [[2, 5]]];

export const expected = [
  { value: 27, gradient: [27] },
  { value: 8, gradient: [12, 0] },
];
