// @differentiable
export function asinOf(x: number): number {
  return Math.asin(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof asinOf>[] = [[0.3], [-0.9]];
