// @differentiable
export function scaled(x: number): number {
  return (x * Math.PI) / Math.E + Math.LN2 * x - Math.SQRT1_2 + Number.EPSILON * x;
}

export const points: Parameters<typeof scaled>[] = [[2]];

export const expected = [{ gradient: Math.PI / Math.E + Math.LN2 + Number.EPSILON, within: 1e-15 }];
