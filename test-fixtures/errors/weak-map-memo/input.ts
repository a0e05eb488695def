const memo = new WeakMap<object, number>();

// @differentiable
export function remembered(p: { x: number }): number {
  memo.set(p, p.x * p.x);
  return memo.get(p)! * 2;
}

export const codes = [1016, 1016];
