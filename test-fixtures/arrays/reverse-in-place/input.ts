// @differentiable
export function weightedBackwards(xs: Float64Array): number {
  const first = xs[0]!;
  xs.reverse();
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += xs[i]! * (i + 1);
  return sum * first;
}

export const points: Parameters<typeof weightedBackwards>[] = [[new Float64Array([2, 3, 5])]];

export const expected = [{ value: 34, gradient: new Float64Array([17 + 6, 4, 2]) }];
