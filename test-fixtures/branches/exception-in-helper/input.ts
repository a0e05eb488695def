function positive(x: number): number {
  if (x <= 0) throw new Error('not positive');
  return x;
}

// @differentiable
export function geometricMean(xs: number[]): number {
  let log = 0;
  for (const x of xs) log += Math.log(positive(x));
  return Math.exp(log / xs.length);
}

export const points: Parameters<typeof geometricMean>[] = [[[1, 2, 4]], [[1, -2, 4]]];

export const expected = [{ value: 2, gradient: [2 / 3, 1 / 3, 1 / 6], within: 1e-12 }];
