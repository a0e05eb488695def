// @differentiable
export function log2Of(x: number): number {
  return Math.log2(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof log2Of>[] = [[0.3], [40]];
