export function outer(x: number): number {
  // @differentiable
  function inner(y: number): number {
    return y * y;
  }
  return inner(x);
}

export const codes = [1028];
