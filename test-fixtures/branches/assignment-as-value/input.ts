// @differentiable
export function chainedAssignment(x: number): number {
  let a = 0;
  let b = 0;
  a = b = x * x;
  const c = (a += 1) * (b *= 2);
  return c + a++ * ++b;
}

export const points: Parameters<typeof chainedAssignment>[] = [[2]];

export const expected = [{ value: 40 + 5 * 9, gradient: 4 * (8 + 10 + 9 + 10) }];
