// @differentiable
export function sinhOf(x: number): number {
  return Math.sinh(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof sinhOf>[] = [[0.3], [-2]];
