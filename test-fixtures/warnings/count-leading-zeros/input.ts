// @differentiable
export function bits(x: number): number {
  return Math.clz32(x) * x + Math.imul(x, 3);
}

export const cases = ['BI5'];

export const codes = [3002, 3002];

export const points: Parameters<typeof bits>[] = [[5.5]];

export const expected = [{ gradient: 29 }];
