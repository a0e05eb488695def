// @differentiable
export function multiply(a: Float64Array, b: Float64Array, n: number): Float64Array {
  const c = new Float64Array(n * n);
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < n; k++) {
      const x = a[i * n + k]!;
      for (let j = 0; j < n; j++) c[i * n + j]! += x * b[k * n + j]!;
    }
  }
  return c;
}

export const cases = ['RA6'];

export const points: Parameters<typeof multiply>[] = [
  [new Float64Array([1, 2, 3, 4]), new Float64Array([5, 6, 7, 8]), 2],
];

export const discrete = [2];

export const expected = [
  {
    value: new Float64Array([19, 22, 43, 50]),
    gradient: [new Float64Array([11, 15, 11, 15]), new Float64Array([4, 4, 6, 6]), 0],
  },
];
