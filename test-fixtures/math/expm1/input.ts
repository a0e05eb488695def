// @differentiable
export function expm1Of(x: number): number {
  return Math.expm1(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof expm1Of>[] = [[1e-9], [-2], [1.5]];
