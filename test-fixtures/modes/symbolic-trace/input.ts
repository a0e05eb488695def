// @differentiable
export function f(x: number): number {
  return Math.sin(x) + x * x;
}

export const cases = ['AC1', 'RA7', 'BI4'];

export const points: Parameters<typeof f>[] = [[1], [0.5]];

export const expected = [{ gradient: 2.5403023058681398 }, { gradient: 1.8775825618903728 }];
