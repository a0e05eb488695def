// @differentiable
export function log10Of(x: number): number {
  return Math.log10(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof log10Of>[] = [[0.3], [40]];
