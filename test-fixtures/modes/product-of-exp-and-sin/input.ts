// @differentiable
export function damped(x: number): number {
  return Math.exp(x) * Math.sin(x);
}

export const cases = ['AC28'];

export const points: Parameters<typeof damped>[] = [[0]];

export const expected = [{ value: 0, gradient: 1 }];
