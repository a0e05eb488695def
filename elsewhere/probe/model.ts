/** Functions of which the derivatives are known in closed form; `expected.ts` has them. */
import { maximum } from './maximum.js';

// @differentiable wrt=line
export function loss(line: Float64Array, xs: Float64Array, ys: Float64Array): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += (line[0] + line[1] * xs[i] - ys[i]) ** 2;
  return sum / xs.length;
}

/** Calls into another file; the gradient is the softmax. */
// @differentiable
export function logSumExp(xs: number[]): number {
  const top = maximum(xs);
  return top + Math.log(xs.reduce((sum, x) => sum + Math.exp(x - top), 0));
}

/** A loop of unknown length, left early: its values go on the tape. */
// @differentiable
export function squareRoot(a: number): number {
  let root = a;
  for (;;) {
    const next = (root + a / root) / 2;
    if (Math.abs(next - root) < 1e-15 * root) return next;
    root = next;
  }
}

/** Recursion. */
// @differentiable
export function power(x: number, n: number): number {
  if (n === 0) return 1;
  const half = power(x, n >> 1);
  return n % 2 === 0 ? half * half : half * half * x;
}

export interface Point {
  x: number;
  y: number;
  label: string;
}

// @differentiable
export function distance(p: Point, q: Point): number {
  return Math.hypot(p.x - q.x, p.y - q.y);
}

// @differentiable
export function scaledSquares(out: Float64Array, a: Float64Array, k: number): void {
  for (let i = 0; i < a.length; i++) out[i] = k * a[i] * a[i];
}

/** No mark: the call of `grad` asks for it. */
export function wave(x: number, y: number): number {
  return Math.sin(x) * y;
}

// @differentiable
export const cube = (x: number): number => x ** 3;
