// @differentiable
export function shifted(xs: Float64Array): Float64Array {
  const ys = new Float64Array(xs.length);
  let i = 0;
  for (const x of xs) {
    ys[i] = x * x;
    xs[i] = x + (i > 0 ? ys[i - 1]! : 0);
    i++;
  }
  return ys;
}

export const points: Parameters<typeof shifted>[] = [[new Float64Array([1, 2, -0.5])], [new Float64Array([])]];
