/** The elements keep their derivatives in their new places, whatever the comparison uses. */
import { grad } from '@adc/runtime';

function descending(a: number, b: number): number {
  return b - a;
}

// @differentiable
export function energy(xs: number[], ys: Float64Array, k: number): number {
  const up = xs.slice().sort((a, b) => k * a - k * b);
  const down = [...xs].sort(descending);
  const typed = ys.slice();
  typed.sort();
  const text = xs.toSorted();
  let sum = 0;
  for (let turn = 0; turn < 2; turn++) {
    up.sort((a, b) => (turn === 0 ? b - a : a - b));
    sum += up[0]! * k ** turn;
  }
  for (let i = 0; i < xs.length; i++) sum += (i + 1) * up[i]! * down[i]! ** 2 + text[i]! * i * k;
  ys.sort((a, b) => Math.abs(a) - Math.abs(b));
  return sum + typed[0]! * typed[1]! * ys[0]! * ys[2]! ** 2;
}

export const slope = grad(energy);

const own = Float64Array.of(4, -5, 1);

export const points: Parameters<typeof energy>[] = [
  [[12.5, 9.5, 3.5, 200.5], Float64Array.of(4, -5, 1), 1.5],
  [[0.5, -1, 2], own, 0.5],
];
