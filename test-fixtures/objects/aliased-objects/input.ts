type Box = { value: number };

// @differentiable
export function sharedBox(x: number, y: number): number {
  const a: Box = { value: x };
  const b = a;
  b.value *= y;
  const pair = { left: a, right: b };
  pair.right.value += x;
  return pair.left.value * a.value;
}

export const points: Parameters<typeof sharedBox>[] = [[2, 3]];

export const expected = [{ value: 64, gradient: [64, 32] }];
