// @differentiable
export function f(out: Float64Array | Int32Array, x: number[]): number {
  out.set(x);
  return out[0]! * out[1]!;
}

export const codes = [1016];
