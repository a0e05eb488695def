/** A module-level buffer that is filled before it is read. */
const scratch = new Float64Array(8);

// @differentiable
export function buffered(xs: Float64Array): number {
  for (let i = 0; i < xs.length; i++) scratch[i] = xs[i]! * xs[i]!;
  let sum = 0;
  for (let i = 0; i < xs.length; i++) sum += scratch[i]! * xs[(i + 1) % xs.length]!;
  return sum;
}

export const points: Parameters<typeof buffered>[] = [
  [Float64Array.of(1.5, -0.5, 2)],
  [Float64Array.of(0.3, 2.5, -1, 0.25, 4)],
];
