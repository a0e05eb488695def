/** Copies of arrays of any kind, into arrays of a known one. */
type NumberArray = number[] | Float64Array | Int8Array;

// @differentiable
export function energy(xs: NumberArray, ys: ArrayLike<number>, k: number): number {
  const part = xs.slice(1);
  const typed = Float64Array.from(xs);
  const list = Array.from(ys);
  const copy = new Float64Array(ys);
  const all = [...xs, k];
  part[0] = part[0]! * k;
  typed[0] = list[0]! * typed[1]!;
  let sum = all.length;
  for (const x of all) sum += x * x;
  for (let i = 0; i < part.length; i++) sum += part[i]! * typed[i]! * list[i]! * copy[i]!;
  return sum;
}

export const points: Parameters<typeof energy>[] = [
  [[1, 2, 3], [0.5, 0.25, 2], 1.5],
  [Float64Array.of(1, 2, 3), Float64Array.of(0.5, 0.25, 2), 1.5],
  [new Int8Array([1, 2, 3]), [0.5, 0.25, 2], 1.6],
];

export const firstDerivativesOnly = true;
