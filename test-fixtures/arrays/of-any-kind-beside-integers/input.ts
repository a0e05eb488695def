/** An array of integers may be the one that is given for one of any kind: what is written there is read here. */
type NumberArray = number[] | Float64Array | Int32Array;

function put(counts: Int32Array, value: number): void {
  counts[0] = value;
}

// @differentiable
export function energy(xs: NumberArray, counts: Int32Array, y: number): number {
  let sum = 0;
  for (let i = 0; i < 2; i++) sum += Math.sin(xs[0]!) * y ** 2 * xs[1]!;
  counts[0] = 5;
  sum += xs[0]! * y ** 3;
  xs[1] = y * 10;
  sum += counts[1]! * y;
  put(counts, 7);
  return sum + xs[1]! * xs[0]!;
}

const own = new Int32Array([1, 2]);

export const points: Parameters<typeof energy>[] = [
  [own, own, 1.53],
  [[1, 2], own, 1.53],
  [Float64Array.of(1, 2), own, 1.53],
];
