// @differentiable
export function product(x: Float64Array, n: number): number {
  let prod = 1;
  for (let i = 0; i < n; i++) prod *= x[i]!;
  return prod;
}

export const cases = ['TR1'];

export const points: Parameters<typeof product>[] = [
  [new Float64Array([2, 2, 2]), 3],
  [new Float64Array([2, 0, 3]), 3],
  [new Float64Array([2, 2, 2]), 0],
];

export const discrete = [1];

export const expected = [
  { value: 8, gradient: [new Float64Array([4, 4, 4]), 0] },
  { value: 0, gradient: [new Float64Array([0, 6, 0]), 0] },
  { value: 1, gradient: [new Float64Array([0, 0, 0]), 0] },
];
