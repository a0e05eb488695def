// @differentiable
export function inverseAboveOne(x: number): number {
  return x > 1 ? 1 / x : 0;
}

export const cases = ['TR12'];

export const points: Parameters<typeof inverseAboveOne>[] = [[0], [2]];

export const expected = [
  { value: 0, gradient: 0 },
  { value: 0.5, gradient: -0.25 },
];
