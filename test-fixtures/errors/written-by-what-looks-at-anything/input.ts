/** What stands in a list of anything has no type of its own. */
function first(...values: unknown[]): number {
  const all = values[0] as number[];
  all[0] = 1;
  return all.length;
}

function again(depth: number, ...values: unknown[]): void {
  if (depth > 0) again(depth - 1, ...values);
  else (values[0] as number[]).push(1);
}

// @differentiable
export function f(x: number[]): number {
  return first(x) * x[0]! * x[1]!;
}

// @differentiable
export function g(x: number[]): number {
  again(2, x);
  return x[0]! * x[1]!;
}

export const codes = [2002, 2002];
