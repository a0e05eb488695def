// @differentiable
export function literals(x: number): number {
  return x * 0x10 + x * 1_000 + x * 1e-3 + x * 0b11 + x * 0o17 + x * 0.5e1 + 0.25 * x;
}

export const points: Parameters<typeof literals>[] = [[2]];

export const expected = [{ gradient: 16 + 1000 + 0.001 + 3 + 15 + 5 + 0.25 }];
