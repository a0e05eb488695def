/** A small argument keeps its digits. */
// @differentiable
export function softplus(x: number): number {
  return Math.max(x, 0) + Math.log1p(Math.exp(-Math.abs(x)));
}

export const cases = ['BI42'];

export const points: Parameters<typeof softplus>[] = [[-40], [2], [800]];

export const expected = [
  { gradient: Math.exp(-40), within: 1e-12 },
  { gradient: 1 / (1 + Math.exp(-2)), within: 1e-12 },
  { value: 800, gradient: 1 },
];
