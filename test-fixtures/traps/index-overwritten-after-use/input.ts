// @differentiable
export function hopping(xs: Float64Array, links: Int32Array): number {
  let at = 0;
  let sum = 0;
  for (let step = 0; step < 5; step++) {
    const x = xs[at]!;
    xs[at] = x * x + 0.1;
    sum += x * xs[at]!;
    at = links[at]!;
    links[0] = (links[0]! + 1) % xs.length;
  }
  return sum;
}

export const points: Parameters<typeof hopping>[] = [[new Float64Array([0.5, 0.8, 0.3]), new Int32Array([1, 2, 0])]];
