// @differentiable
export function acoshOf(x: number): number {
  return Math.acosh(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof acoshOf>[] = [[1.5], [20]];
