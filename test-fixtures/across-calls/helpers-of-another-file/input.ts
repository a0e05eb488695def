import { integrate } from './quadrature.js';

// @differentiable
export function energy(from: number, to: number, rate: number): number {
  return integrate((x) => Math.exp(-rate * x) * from, from, to) + integrate((x) => x * to, 0, rate);
}

export const points: Parameters<typeof energy>[] = [
  [0.2, 1.5, 0.7],
  [-1, 2, 0.1],
  [0.5, 9, 0.3],
];
