/** Twenty turns are too many to be unrolled unasked, and so is a product of matrices of eight rows; its innermost loop is not. */
// @differentiable
export function chain(x: number, m: Float64Array): number {
  let y = x;
  for (let k = 0; k < 20; k++) y = Math.sin(y) + x;
  const out = new Float64Array(64);
  for (let i = 0; i < 8; i++)
    for (let j = 0; j < 8; j++) for (let k = 0; k < 8; k++) out[8 * i + j]! += m[8 * i + k]! * m[8 * k + j]! * y;
  return out[9]! * out[63]!;
}

export const points: Parameters<typeof chain>[] = [[0.3, Float64Array.from({ length: 64 }, (_, i) => Math.sin(i))]];
