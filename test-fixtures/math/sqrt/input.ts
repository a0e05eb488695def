// @differentiable
export function sqrtOf(x: number): number {
  return Math.sqrt(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof sqrtOf>[] = [[0.3], [40]];
