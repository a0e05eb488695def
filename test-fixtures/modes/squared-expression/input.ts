// @differentiable
export function loss(x: number, y: number): number {
  return (x * y + Math.sin(x)) ** 2;
}

export const cases = ['AC26', 'BI9'];

export const points: Parameters<typeof loss>[] = [[1, 2]];

export const expected = [{ value: 8.073957357505158, gradient: [14.436390589529829, 5.6829419696157935] }];
