function first(value: unknown): number {
  const all = value as number[];
  all[0] = 1;
  return all.length;
}

function again(value: unknown, depth: number): void {
  if (depth > 0) again(value, depth - 1);
  else (value as number[]).push(1);
}

// @differentiable
export function f(x: number[]): number {
  return first(x) * x[0]! * x[1]!;
}

// @differentiable
export function g(x: number[]): number {
  again(x, 2);
  return x[0]! * x[1]!;
}

export const codes = [2002, 2002];
