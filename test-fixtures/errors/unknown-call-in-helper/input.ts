declare function external(x: number): number;

function helper(x: number): number {
  return external(x) + 1;
}

// @differentiable
export function outer(x: number): number {
  return helper(x) * x;
}

export const codes = [1002];
