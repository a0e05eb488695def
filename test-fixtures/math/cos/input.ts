// @differentiable
export function cosOf(x: number): number {
  return Math.cos(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof cosOf>[] = [[0.3], [-4]];
