// @differentiable
export function sinOf(x: number): number {
  return Math.sin(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof sinOf>[] = [[0.3], [-4]];
