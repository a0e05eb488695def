/** Methods that all arrays have. */
type NumberArray = number[] | Float64Array | Uint16Array;

// @differentiable
export function energy(xs: NumberArray, k: number): number {
  xs.reverse();
  xs.copyWithin(0, 1);
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += (i + 1) * xs[i]! ** 2 * k;
  xs.fill(k * 1.5, 1, 2);
  for (let i = 0; i < xs.length; i++) sum += xs[i]! * k;
  xs.forEach((x) => (sum += x * x));
  return sum + xs.at(-1)!;
}

export const points: Parameters<typeof energy>[] = [
  [[1, 2, 3], 0.5],
  [Float64Array.of(1, 2, 3), 0.5],
  [new Uint16Array([1, 2, 3]), 0.5],
];
