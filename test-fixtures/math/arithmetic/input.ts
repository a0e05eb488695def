// @differentiable
export function arithmetic(a: number, b: number): number {
  return (a + b) * (a - b) - -a / +b + a * 2 - 3 / b;
}

export const cases = ['BI5', 'RA5', 'AC7'];

export const points: Parameters<typeof arithmetic>[] = [
  [2, 4],
  [-1, 0.5],
];

export const expected = [{ value: -12 + 0.5 + 4 - 0.75, gradient: [4 + 0.25 + 2, -8 - 0.125 + 0.1875] }];
