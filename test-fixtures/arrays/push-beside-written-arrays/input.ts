/** One argument grows, others of another kind are written: every call of the pullback starts from the same shadows. */
// @differentiable
export function pushedBeside(p: Float64Array, xs: number[], q: Float64Array): number[] {
  xs.push(q[2]! * 0.1 + p[1]!);
  p[2]! = p[2]! * 0.5 + Math.sin(xs[xs.length - 1]!);
  return [p[0]! + p[2]!, p[0]!];
}

export const points: Parameters<typeof pushedBeside>[] = [
  [new Float64Array([1, 2, 3]), [1, 2, 3], new Float64Array([0.4, 0.5, 0.6])],
];
