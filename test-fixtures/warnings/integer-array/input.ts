// @differentiable
export function counted(xs: number[]): number {
  const whole = new Int32Array(xs.length);
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    whole[i] = xs[i]! * 2;
    sum += whole[i]! * xs[i]!;
  }
  return sum;
}

export const codes = [3002];

export const points: Parameters<typeof counted>[] = [[[1.2, 2.7]]];

export const expected = [{ value: 2 * 1.2 + 5 * 2.7, gradient: [2, 5], within: 1e-12 }];
