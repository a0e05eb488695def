// @differentiable
export function exchanged(p: { x: number; y: number }): number {
  let x = 1;
  let y = 2;
  ({ x, y } = p);
  ({ x: y, y: x } = { x: x * 2, y: y * x });
  return x - y * y;
}

export const points: Parameters<typeof exchanged>[] = [[{ x: 3, y: 5 }]];

export const expected = [{ value: 15 - 36, gradient: { x: 5 - 24, y: 3 } }];
