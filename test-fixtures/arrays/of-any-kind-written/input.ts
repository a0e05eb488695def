/** What is stored in an array of integers is rounded: its derivative ends there, those of other kinds carry it on. */
import { grad } from '@adc/runtime';

type NumberArray = number[] | Float64Array | Int32Array;

function scaled(out: NumberArray, xs: NumberArray, k: number): void {
  for (let i = 0; i < xs.length; i++) out[i] = k * xs[i]!;
}

// @differentiable
export function energy(work: NumberArray, xs: Float64Array, k: number): number {
  scaled(work, xs, k);
  scaled(work, work, k);
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += Math.sin(work[i]!) * xs[i]!;
  return sum;
}

export const slope = grad(energy, { wrt: [1, 2] });

const own = Float64Array.of(0.5, 1);

export const points: Parameters<typeof energy>[] = [
  [[7, 8], Float64Array.of(1.2, 2.3), 1.5],
  [Float64Array.of(7, 8), Float64Array.of(1.2, 2.3), 1.5],
  [new Int32Array([7, 8]), Float64Array.of(1.2, 2.3), 1.5],
  [own, own, 1.5],
];

/** 1.5 · 1.2 and 1.5 · 2.3 are cut to 1 and 3, and these times 1.5 to 1 and 4. */
export const expected = [
  undefined,
  undefined,
  {
    value: Math.sin(1) * 1.2 + Math.sin(4) * 2.3,
    gradient: [undefined, Float64Array.of(Math.sin(1), Math.sin(4)), 0],
  },
];
