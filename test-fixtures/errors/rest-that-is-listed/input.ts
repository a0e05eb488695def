function count(options: { a?: number; b?: number; c?: number }): number {
  const { a = 1, ...rest } = options;
  return Object.keys(rest).length * a;
}

// @differentiable
export function f(x: number): number {
  return count({ a: x, b: 2 });
}

export const codes = [1003];
