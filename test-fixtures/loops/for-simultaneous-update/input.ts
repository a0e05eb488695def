// @differentiable
export function sumAndProduct(a0: number, b0: number, n: number): number {
  let a = a0;
  let b = b0;
  for (let i = 0; i < n; i++) {
    [a, b] = [a + b, a * b];
  }
  return a;
}

export const cases = ['LR13'];

export const points: Parameters<typeof sumAndProduct>[] = [
  [1, 2, 3],
  [1, 2, 1],
];

export const discrete = [2];

export const expected = [
  { value: 11, gradient: [11, 7, 0] },
  { value: 3, gradient: [1, 1, 0] },
];
