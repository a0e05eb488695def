// @differentiable
export function held(x: number, y: number): number {
  // @nondifferentiable
  const scale = x * x + y;
  return scale * x;
}

export const points: Parameters<typeof held>[] = [[2, 3]];

/** The derivative is not that of the value, which is the point. */
export const kinks = [0];

export const expected = [{ value: 14, gradient: [7, 0] }];
