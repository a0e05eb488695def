function differences(xs: Float64Array): Float64Array {
  const out = new Float64Array(xs.length - 1);
  for (let i = 0; i < out.length; i++) out[i] = xs[i + 1]! - xs[i]!;
  return out;
}

// @differentiable
export function roughness(xs: Float64Array): number {
  let sum = 0;
  for (const d of differences(differences(xs))) sum += d * d;
  return sum;
}

export const points: Parameters<typeof roughness>[] = [[new Float64Array([1, 2, 4, 3])]];

export const expected = [{ value: 10, gradient: new Float64Array([2, -10, 14, -6]) }];
