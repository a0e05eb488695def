// @differentiable
export function fanOut(x: number): number {
  return x * x + x * x;
}

export const cases = ['AC10', 'RA8', 'AC35'];

export const points: Parameters<typeof fanOut>[] = [[3], [0]];

export const expected = [
  { value: 18, gradient: 12 },
  { value: 0, gradient: 0 },
];
