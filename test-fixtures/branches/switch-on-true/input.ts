// @differentiable
export function tax(income: number): number {
  switch (true) {
    case income <= 10:
      return 0;
    case income <= 50:
      return (income - 10) * 0.2;
    default:
      return 8 + (income - 50) * (0.3 + income * 0.001);
  }
}

export const points: Parameters<typeof tax>[] = [[5], [30], [80]];

export const expected = [
  { value: 0, gradient: 0 },
  { value: 4, gradient: 0.2 },
];
