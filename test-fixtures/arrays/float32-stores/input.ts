/** A store into a Float32Array rounds; its derivative is that of the identity. */
// @differentiable
export function rounded(xs: Float32Array): Float32Array {
  const ys = new Float32Array(xs.length);
  for (let i = 0; i < xs.length; i++) ys[i] = Math.sin(xs[i]!) * 2;
  ys[0]! += ys[1]! * ys[1]!;
  return ys;
}

export const points: Parameters<typeof rounded>[] = [[new Float32Array([0.5, 1.25])]];

/** Stores round to single precision, so difference quotients are rough. */
export const tolerance = { differences: 2e-3, product: 1e-6 };
