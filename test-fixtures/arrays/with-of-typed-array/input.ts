/** `with` of typed arrays copies; where there is no such element it throws as the library does. */
// @differentiable
export function exchanged(xs: Float64Array, x: number, at: number): number {
  const singles = Float32Array.of(1, 2, 3);
  let sum = 0;
  for (let i = 0; i < 3; i++) {
    const copy = xs.with(i - 3, x * i);
    if (copy[0]! > 5) continue;
    sum += copy[0]! * copy[i]! + xs[i]!;
    xs[i] = singles.with(i, 1.5)[(i + 1) % 3]! + sum;
  }
  return sum * xs.with(at, x)[1]!;
}

export const points: Parameters<typeof exchanged>[] = [
  [Float64Array.of(0.5, 1.5, -2), 0.75, 1.5],
  [Float64Array.of(0.5, 1.5, -2), 0.75, -1.5],
  [Float64Array.of(0.5, 1.5, -2), 0.75, 3.5],
];
