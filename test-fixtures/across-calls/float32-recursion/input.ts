/** A helper gets Float32Arrays of its caller's and new ones of its own, writes into them and calls itself. */
function steps(a: Float32Array, b: Float32Array, depth: number): number {
  if (depth <= 0) return a[0]! * b[0]!;
  a[0]! += b[1]! * depth;
  const t = new Float32Array(2);
  t[0] = a[0]!;
  t[1] = b[0]!;
  return steps(b, t, depth - 1) + steps(t, a, depth - 1);
}

function total(a: Float32Array, limit: number): number {
  let sum = 0;
  for (const x of a) {
    if (x > limit) return sum;
    sum += x * x;
  }
  return sum;
}

// @differentiable
export function run(a: Float32Array, b: Float32Array): number {
  const scaled = new Float32Array(2);
  scaled[0] = 2 * a[1]!;
  return steps(a, b, 2) + total(scaled, 5) * total(b, 5);
}

export const points: Parameters<typeof run>[] = [[new Float32Array([0.5, 1.25]), new Float32Array([-0.75, 1.5])]];

/** Stores round to single precision. */
export const tolerance = { differences: 2e-3, product: 1e-6 };

/** Gradients that may share memory, or lie inside of structures, are rounded by code that is not followed. */
export const firstDerivativesOnly = true;
