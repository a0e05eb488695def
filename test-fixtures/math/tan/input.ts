// @differentiable
export function tanOf(x: number): number {
  return Math.tan(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof tanOf>[] = [[0.3], [-1.2]];
