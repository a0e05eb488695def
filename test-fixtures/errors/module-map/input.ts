const memo = new Map<string, number>();
const table: Record<string, number> = {};

// @differentiable
export function remembered(x: number): number {
  memo.set('x', x * x);
  return (memo.get('x') ?? 0) * x;
}

// @differentiable
export function tabled(x: number): number {
  table['x'] = x * x;
  return (table['x'] ?? 0) * x;
}

let current = new Map<string, number>();

// @differentiable
export function replaced(x: number): number {
  current = new Map([['x', x]]);
  return current.get('x')! * x;
}

export const codes = [1017, 1017, 1017, 1017, 1017, 1017];
