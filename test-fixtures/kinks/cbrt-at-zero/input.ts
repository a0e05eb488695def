// @differentiable
export function root(x: number): number {
  return Math.cbrt(x);
}

export const cases = ['BI22'];

export const points: Parameters<typeof root>[] = [[0]];

export const kinks = [0];

export const expected = [{ value: 0, gradient: Infinity }];
