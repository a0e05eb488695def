import { Density, type Kernel } from './kernels.js';

/** Two objects with different functions, one of which gets another one later; each call means the one of the moment. */
// @differentiable
export function densities(x: number, scale: number): number {
  const first = new Density(scale, x);
  const second = new Density(x * x + 1, undefined);
  const third = x > 1 ? first : second;
  let sum = first.at([x, 2 * x]) + second.at([x, scale]) * first.total;
  third.widen();
  for (let i = 0; i < 2; i++) {
    sum += third.at([x, i]) * first.weighted(x) + second.weighted(scale);
    second.widen();
  }
  return sum + second.total;
}

export const points: Parameters<typeof densities>[] = [
  [0.7, 1.4],
  [1.3, 0.6],
  [0.4, 2],
];

export type Smoothing = { readonly kernel: Kernel };
