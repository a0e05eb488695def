// @differentiable
export function held(xs: number[], x: number): number {
  // @nondifferentiable
  xs[0] = x * x;
  return xs[0]! * x;
}

export const codes = [4009];
