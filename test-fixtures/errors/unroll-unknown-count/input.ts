// @differentiable
export function power(x: number, n: number): number {
  let y = 1;
  // @unroll
  for (let k = 0; k < n; k++) y *= x;
  return y;
}

export const codes = [4011];
