/** `a[i++] = …` evaluates its index once, before the right side. */
// @differentiable
export function packed(x: number): number {
  const out = [0, 0, 0];
  let i = 0;
  out[i++] = x * i;
  out[i++] = x * x + i;
  out[i]! += out[i - 1]! * out[0]!;
  return out[2]! + out[1]!;
}

export const points: Parameters<typeof packed>[] = [[3]];

export const expected = [{ value: 44, gradient: 3 * 9 + 2 + 6 }];
