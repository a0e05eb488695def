import { jvp, vjp } from '@adc/runtime';

/** Parameters that have no part in the result have gradients of zero, in their own shape. */
// @differentiable
export function halve(
  state: { p: number; q: number },
  rows: number[][],
  out: [number, number],
  weights: Float32Array,
  scale: number,
): void {
  state.p *= 0.5;
  out[0] *= 0.5;
}

export const options = { out: 2 };

export const along = jvp(halve, { out: 2 });
export const back = vjp(halve, { out: 2 });

export const points: Parameters<typeof halve>[] = [[{ p: 1, q: 2 }, [[1, 2], [3]], [3, 4], Float32Array.of(1, 2), 3]];

export const expected = [
  {
    value: [1.5, 4],
    gradient: [{ p: 0, q: 0 }, [[0, 0], [0]], [0.5, 1], [0, 0], 0],
  },
];
