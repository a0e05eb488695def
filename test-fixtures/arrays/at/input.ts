// @differentiable
export function lastTimesFirst(xs: number[]): number {
  return xs.at(-1)! * xs.at(0)!;
}

export const points: Parameters<typeof lastTimesFirst>[] = [[[2, 3, 5]], [[4]]];

export const expected = [
  { value: 10, gradient: [5, 0, 2] },
  { value: 16, gradient: [8] },
];
