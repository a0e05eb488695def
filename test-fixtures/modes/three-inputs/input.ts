// @differentiable
export function loss(x: number, y: number, z: number): number {
  return (x * y + z) * Math.sin(y);
}

export const cases = ['AC29'];

export const points: Parameters<typeof loss>[] = [[2, 3, 4]];

export const expected = [
  { value: 1.4112000805986722, gradient: [0.4233600241796016, -9.617684949884719, 0.1411200080598672] },
];
