// @differentiable
export function grow(xs: number[]): number {
  let y = 0;
  // @unroll 2
  for (let k = 0; k < xs.length; k++) {
    y += xs[k]!;
    if (xs.length < 5) xs.push(y);
  }
  return y;
}

export const codes = [4012];
