// @differentiable
export function composite(x: number): number {
  const v1 = x * x;
  const v2 = 3 * x;
  const v3 = v1 + v2;
  const v4 = Math.sin(v3);
  return v4;
}

export const cases = ['RA2'];

export const points: Parameters<typeof composite>[] = [[0.5], [1]];

export const expected = [
  { value: 0.9839859468739369, gradient: -0.7129842225979683 },
  { value: -0.7568024953079282, gradient: -3.2682181043180596 },
];
