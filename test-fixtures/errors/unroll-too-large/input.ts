// @differentiable
export function iterate(x: number, n: number): number {
  let y = x;
  // @unroll
  for (let k = 0; k < 1_000_000; k++) y = Math.sin(y) + x * k;
  // @unroll 5000
  for (let k = 0; k < n; k++) y = Math.sin(y) + x * k;
  return y;
}

export const codes = [4013, 4013];
