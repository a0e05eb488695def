// @differentiable
export function atanOf(x: number): number {
  return Math.atan(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof atanOf>[] = [[0.3], [-4]];
