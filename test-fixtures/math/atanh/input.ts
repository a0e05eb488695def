// @differentiable
export function atanhOf(x: number): number {
  return Math.atanh(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof atanhOf>[] = [[0.3], [-0.9]];
