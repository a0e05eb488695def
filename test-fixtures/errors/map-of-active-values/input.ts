// @differentiable
export function fromMap(x: number): number {
  const memo = new Map<string, number | undefined>();
  memo.set('x', x);
  return memo.get('x')! * 2;
}

export const codes = [1016];
