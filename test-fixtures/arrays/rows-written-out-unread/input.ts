/** The parameter that counts as the result is not touched at all, or only at its first level. */
import { vjp } from '@adc/runtime';

// @differentiable
export function keep(out: number[][], x: number): void {
  if (x > 1) out[0] = out[1]!;
}

export const options = { out: 0 };
export const back = vjp(keep, { out: 0 });

export const points: Parameters<typeof keep>[] = [
  [[[1, 2], [3]], 1.5],
  [[[1, 2], [3]], 0.5],
];
