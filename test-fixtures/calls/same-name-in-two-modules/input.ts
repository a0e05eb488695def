import { step as otherStep } from './other.js';

function step(x: number): number {
  return x * x;
}

// @differentiable
export function both(x: number): number {
  return step(x) + otherStep(step(x));
}

export const points: Parameters<typeof both>[] = [[1.2]];
