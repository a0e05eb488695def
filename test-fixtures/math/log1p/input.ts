// @differentiable
export function log1pOf(x: number): number {
  return Math.log1p(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof log1pOf>[] = [[1e-9], [-0.5], [3]];
