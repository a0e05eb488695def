// @nondifferentiable mode=forward
function constant(x: number): number {
  return x;
}

// @differentiable
export function squared(x: number): number {
  return x * constant(x);
}

export const codes = [4008];
