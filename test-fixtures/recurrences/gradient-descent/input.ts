// @differentiable
export function descend(x0: number, k: number, rate: number, n: number): number {
  let x = x0;
  for (let i = 0; i < n; i++) {
    const slope = k * x;
    x -= rate * slope;
  }
  return x;
}

export const cases = ['LR9'];

export const points: Parameters<typeof descend>[] = [[1, 2, 0.1, 10]];

export const discrete = [3];

export const expected = [{ value: 0.8 ** 10, gradient: [undefined, undefined, -2.68435456, 0] }];
