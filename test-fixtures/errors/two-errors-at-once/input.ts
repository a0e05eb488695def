declare function left(x: number): number;
declare function right(x: number): number;

// @differentiable
export function both(x: number): number {
  return left(x) + right(x);
}

export const codes = [1002, 1002];
