// @differentiable
export function log1p(x: number): number {
  return Math.log1p(x);
}

export const cases = ['BI22'];

export const points: Parameters<typeof log1p>[] = [[-1], [-2], [0]];

export const kinks = [0, 1];

export const expected = [
  { value: -Infinity, gradient: Infinity },
  { value: NaN, gradient: NaN },
  { value: 0, gradient: 1 },
];
