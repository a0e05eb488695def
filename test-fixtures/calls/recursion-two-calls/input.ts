// @differentiable
export function fibonacciOf(x: number, n: number): number {
  if (n <= 1) return n === 0 ? x * x : x;
  return fibonacciOf(x, n - 1) * 0.9 + fibonacciOf(Math.sin(x), n - 2);
}

export const points: Parameters<typeof fibonacciOf>[] = [
  [0.7, 6],
  [0.7, 0],
];

export const discrete = [1];
