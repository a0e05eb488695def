/** A list among the kinds may get longer where a typed array drops what is stored. */
type DoubleArray = number[] | Float64Array;

function put(target: DoubleArray, at: number, value: number): void {
  target[at] = value;
}

// @differentiable
export function energy(xs: DoubleArray, k: number): number {
  put(xs, xs.length, k * xs[0]!);
  put(xs, 5, k);
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += i === 4 ? 0 : (i + 1) * xs[i]! ** 2;
  return sum;
}

export const points: Parameters<typeof energy>[] = [
  [[1, 2, 3], 0.5],
  [Float64Array.of(1, 2, 3), 0.5],
];
