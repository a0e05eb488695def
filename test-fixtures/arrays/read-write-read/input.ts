// @differentiable
export function readWriteRead(xs: Float64Array, k: number): number {
  const before = xs[0]! * xs[0]!;
  xs[0] = before * k;
  const after = xs[0]! * xs[0]!;
  xs[0] = 1;
  return before + after * xs[0]!;
}

export const points: Parameters<typeof readWriteRead>[] = [[new Float64Array([1.5]), 0.7]];
