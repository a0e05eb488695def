// @differentiable
export function square(x: number): number {
  return x * x;
}

export const cases = ['AC12'];

export const points: Parameters<typeof square>[] = [[-3]];

export const expected = [{ value: 9, gradient: -6 }];
