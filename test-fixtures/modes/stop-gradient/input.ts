import { stopGradient } from '@adc/runtime';

// @differentiable
export function detached(x: number, y: number): number {
  const held = stopGradient(x * y);
  return held * x + stopGradient(y) * y;
}

export const points: Parameters<typeof detached>[] = [[2, 3]];

/** The derivative is not that of the value, which is the point. */
export const kinks = [0];

export const expected = [{ value: 21, gradient: [6, 3] }];
