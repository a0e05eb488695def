import { outer } from './outer.js';

// @differentiable
export function chained(x: number): number {
  return outer(x) * x;
}

export const points: Parameters<typeof chained>[] = [[0.6]];
