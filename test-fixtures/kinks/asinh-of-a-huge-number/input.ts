// @differentiable
export function asinh(x: number): number {
  return Math.asinh(x);
}

export const points: Parameters<typeof asinh>[] = [[1e200]];

export const kinks = [0];

export const expected = [{ gradient: 1e-200, within: 1e-15 }];
