// @differentiable
export function absOf(x: number): number {
  return Math.abs(x) * x;
}

export const cases = ['BI5'];

export const points: Parameters<typeof absOf>[] = [[-2], [0.5]];
