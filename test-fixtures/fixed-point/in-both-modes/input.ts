/** A callee that iterates, first asked for in reverse mode, by another function, then in forward mode. */
import { root } from './backwards.js';

// @differentiable
export function forwards(a: number, b: number): number {
  let s = b;
  for (let i = 0; i < 3; i++) s += root(a * 0.5 + s * 0.1);
  return s;
}

export const points: Parameters<typeof forwards>[] = [
  [0.4, 0.2],
  [0.7, -0.5],
];
export const tolerance = { product: 1e-10 };
export const firstDerivativesOnly = true;
