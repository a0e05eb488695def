// @differentiable
export function quantised(x: number): number {
  return Math.round(x * 4) / 4 + Math.trunc(x) + Math.ceil(x) + Math.sign(x) * x;
}

export const cases = ['RA18', 'RA19', 'BI5'];

export const codes = [3002, 3002, 3002, 3002];

export const points: Parameters<typeof quantised>[] = [[0.55], [-1.3]];

export const expected = [{ gradient: 1 }, { gradient: -1 }];
