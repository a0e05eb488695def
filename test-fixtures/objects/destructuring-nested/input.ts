type Segment = { from: { x: number; y: number }; to: { x: number; y: number } };

// @differentiable
export function squaredLength({ from: { x: x0, y: y0 }, to }: Segment): number {
  const { x, y } = to;
  return (x - x0) ** 2 + (y - y0) ** 2;
}

export const points: Parameters<typeof squaredLength>[] = [[{ from: { x: 1, y: 2 }, to: { x: 4, y: 6 } }]];

export const expected = [{ value: 25, gradient: { from: { x: -6, y: -8 }, to: { x: 6, y: 8 } } }];
