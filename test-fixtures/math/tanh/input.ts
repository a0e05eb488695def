// @differentiable
export function tanhOf(x: number): number {
  return Math.tanh(x);
}

export const cases = ['BI5'];

export const points: Parameters<typeof tanhOf>[] = [[0.3], [-2]];
