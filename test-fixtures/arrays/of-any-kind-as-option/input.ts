/** An array to write into that may be left out, and defaults that are computed. */
type NumberArray = number[] | Float64Array | Float32Array | Int16Array;

interface Options {
  output?: NumberArray;
  weights?: NumberArray;
  scale?: number;
}

function weighted(xs: NumberArray, options: Options = {}): NumberArray {
  const { output = new Float64Array(xs.length), weights, scale = 2 } = options;
  for (let i = 0; i < xs.length; i++) output[i] = weights === undefined ? scale * xs[i]! : weights[i]! * xs[i]!;
  return output;
}

// @differentiable
export function energy(xs: number[], ws: Float64Array, k: number): number {
  const plain = weighted(xs);
  const scaledBy = weighted(plain, { scale: k });
  const own = weighted(xs, { weights: ws, output: [] });
  const inPlace = weighted(own, { weights: ws, output: own });
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += plain[i]! * scaledBy[i]! + inPlace[i]! * own[i]!;
  return sum;
}

export const points: Parameters<typeof energy>[] = [
  [[1, 2, 3], Float64Array.of(0.5, 0.25, 2), 1.5],
  [[-1, 0.3], Float64Array.of(2, 1), -0.5],
];
