import { cube, double } from './index-of-helpers.js';

// @differentiable
export function combined(x: number): number {
  return cube(double(x));
}

export const points: Parameters<typeof combined>[] = [[1.5]];

export const expected = [{ value: 27, gradient: 54 }];
