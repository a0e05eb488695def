// @differentiable
export function limit(x: number, n: number): number {
  let y = x;
  // @unroll 4
  while (y < 100) y *= 1 + x * x;
  // @unroll 2
  for (let k = 0; k < n; k++) {
    if (y > 1000) break;
    y += x;
  }
  return y;
}

export const codes = [4012, 4012];
