// @differentiable
export function expOf(x: number): number {
  return Math.exp(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof expOf>[] = [[0.3], [-4]];
