// @nondifferentiable
function constantPart(x: number): number {
  return Math.sin(x) * 10;
}

// @differentiable
export function held(x: number): number {
  return constantPart(x) * x;
}

export const points: Parameters<typeof held>[] = [[0.5]];

/** The derivative is not that of the value, which is the point. */
export const kinks = [0];

export const expected = [{ gradient: Math.sin(0.5) * 10, within: 1e-15 }];
