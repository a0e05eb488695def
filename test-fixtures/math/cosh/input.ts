// @differentiable
export function coshOf(x: number): number {
  return Math.cosh(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof coshOf>[] = [[0.3], [-2]];
