/** Several variables carried at once and exchanged: the order of the adjoint's assignments matters. */
// @differentiable
export function fibonacciLike(a0: number, b0: number, n: number): number {
  let a = a0;
  let b = b0;
  for (let i = 0; i < n; i++) {
    const next = a + b * b * 0.1;
    a = b;
    b = next;
  }
  return a * b;
}

export const points: Parameters<typeof fibonacciLike>[] = [
  [1, 2, 0],
  [1, 2, 1],
  [0.5, -0.7, 7],
];

export const discrete = [2];

export const expected = [{ value: 2, gradient: [2, 1, 0] }];
