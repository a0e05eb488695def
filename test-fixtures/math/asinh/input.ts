// @differentiable
export function asinhOf(x: number): number {
  return Math.asinh(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof asinhOf>[] = [[0.3], [-4], [1000]];
