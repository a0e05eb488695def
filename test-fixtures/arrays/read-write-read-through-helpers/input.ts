function square(xs: Float64Array, i: number): number {
  return xs[i]! * xs[i]!;
}

function overwrite(xs: Float64Array, i: number, value: number): void {
  xs[i] = value;
}

// @differentiable
export function metaReadWriteRead(xs: Float64Array, k: number): number {
  const before = square(xs, 0);
  overwrite(xs, 0, before * k);
  const after = square(xs, 0);
  overwrite(xs, 0, after - before);
  return square(xs, 0) + before;
}

export const points: Parameters<typeof metaReadWriteRead>[] = [[new Float64Array([1.5, 2]), 0.7]];
