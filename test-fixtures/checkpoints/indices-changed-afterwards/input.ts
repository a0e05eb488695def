/** Integer arrays that the turns read are put back, too; so is a map, in its order. What is frozen is left alone. */
// @differentiable
export function relaxed(
  x: Float64Array,
  columns: Int32Array,
  values: readonly number[],
  scale: Map<string, number>,
  n: number,
): number {
  const y = new Float64Array(x.length);
  // @checkpoint every(2)
  for (let t = 0; t < n; t++) {
    for (let i = 0; i < x.length; i++) {
      y[i] = Math.tanh(x[i]! + values[i]! * x[columns[i]!]! * (scale.get('b') ?? 1));
    }
    for (let i = 0; i < x.length; i++) x[i] = y[i]!;
  }
  columns[0] = 0;
  scale.set('b', 2 * x[0]!);
  let sum = scale.get('b')!;
  for (const each of x) sum += each;
  return sum;
}

const points3 = (): [Float64Array, Int32Array, readonly number[], Map<string, number>] => [
  Float64Array.of(0.3, -0.2, 0.7),
  Int32Array.of(1, 2, 0),
  Object.freeze([0.4, 0.1, -0.3]),
  new Map([
    ['a', 3],
    ['b', 0.9],
  ]),
];

export const points: Parameters<typeof relaxed>[] = [
  [...points3(), 0],
  [...points3(), 1],
  [...points3(), 5],
];
export const discrete = [4];
