// @differentiable
export function acosOf(x: number): number {
  return Math.acos(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof acosOf>[] = [[0.3], [-0.9]];
