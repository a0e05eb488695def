import { scaleBy, shift } from './transforms.js';

// @differentiable
export function transformed(xs: number[], k: number): number {
  const ys = scaleBy(xs, k);
  shift(ys, k);
  let sum = 0;
  for (const y of ys) sum += y * y;
  return sum;
}

export const points: Parameters<typeof transformed>[] = [[[1, 2], 3]];

export const expected = [{ value: 6 * 6 + 9 * 9, gradient: [[36, 54], 2 * (6 * 2 + 9 * 3)] }];

export const cases = ['BI47'];
