function power(x: number, n: number): number {
  let y = 1;
  // @unroll
  for (let k = 0; k < n; k++) y *= x;
  return y;
}

const dot = (a: readonly number[], b: readonly number[]): number => {
  let sum = 0;
  for (let k = 0; k < a.length; k++) sum += a[k]! * b[k]!;
  return sum;
};

// @differentiable
export function sum(x: number, y: number): number {
  return power(x, 3) * dot([x, y, x * y], [1, 2, y]) + power(y, 5);
}

export const points: Parameters<typeof sum>[] = [
  [0.3, 2],
  [-1, 0.7],
];
