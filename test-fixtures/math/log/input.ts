// @differentiable
export function logOf(x: number): number {
  return Math.log(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof logOf>[] = [[0.3], [40]];
