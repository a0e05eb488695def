// @differentiable
export function counted(x: number, counter: { calls: number }): number {
  const bump = (): number => ++counter.calls;
  bump();
  const unused = bump() * x;
  void unused;
  return x * x;
}

export const points: Parameters<typeof counted>[] = [[3, { calls: 0 }]];

export const expected = [{ value: 9, gradient: [6, { calls: 0 }] }];
