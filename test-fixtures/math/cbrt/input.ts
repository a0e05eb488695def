// @differentiable
export function cbrtOf(x: number): number {
  return Math.cbrt(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof cbrtOf>[] = [[8], [-0.3]];
