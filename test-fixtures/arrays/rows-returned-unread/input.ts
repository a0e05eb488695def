/** Nothing here reads what is in the rows: the caller does. */
import { jvp, vjp } from '@adc/runtime';

// @differentiable
export function same(xs: number[][], k: number): { rows: number[][]; k: number } {
  return { rows: xs, k: k * 2 };
}

export const along = jvp(same);
export const back = vjp(same);

export const points: Parameters<typeof same>[] = [[[[1, 2], [3]], 1.5]];
