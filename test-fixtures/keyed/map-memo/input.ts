function fibonacci(n: number, x: number, memo: Map<number, number>): number {
  const known = memo.get(n);
  if (known !== undefined) return known;
  const value = n < 2 ? (n === 0 ? 1 : x) : fibonacci(n - 1, x, memo) + x * fibonacci(n - 2, x, memo);
  memo.set(n, value);
  return value;
}

// @differentiable
export function f(x: number, n: number): number {
  return fibonacci(n, x, new Map());
}

export const points: Parameters<typeof f>[] = [
  [0.7, 6],
  [1.3, 1],
  [-0.4, 9],
];

export const discrete = [1];
