/** Loops that look as if their turns were independent, and what stands in the way: each would give wrong derivatives. */
// @differentiable
export function entangled(w: Float64Array, xs: number[], a: number): number {
  // What the turns read is written behind the loop.
  let before = 0;
  for (let i = 0; i < xs.length; i++) before += w[0]! * xs[i]! * w[1]!;
  w[0] = Math.sin(w[1]! * a);
  w[1]! += before * 0.25;
  // The sum is read by the turns.
  let growing = 0;
  for (const x of xs) growing += x * a - 0.1 * growing;
  // The adjoint of the sum is known when the sum is.
  let squared = 0;
  for (const x of xs) squared += Math.cos(x * w[0]!);
  // Of an array that turns share, one does not write all, and another is read behind the loop.
  const shared = new Float64Array(2);
  const left = new Float64Array(xs.length);
  let third = 0;
  for (let i = 0; i < xs.length; i++) {
    shared[i % 2] = xs[i]! * a;
    for (let k = 0; k < left.length; k++) left[k] = xs[k]! * xs[i]!;
    third += shared[0]! * shared[1]! + left[0]!;
  }
  third += left[left.length - 1]! * 0.5;
  // A turn reads what the one before has left, and a step that is skipped is left as well.
  const partly = new Float64Array(3);
  let fourth = 0;
  for (let i = 0; i < xs.length; i++) {
    fourth += partly[0]! * a;
    for (let k = 0; k < partly.length; k++) {
      if (k === i) continue;
      partly[k] = xs[i]! + w[1]!;
    }
    fourth += partly[1]! * partly[2]!;
  }
  // Turns write what they read.
  let fifth = 0;
  for (let i = 0; i < xs.length; i++) {
    fifth += xs[i]! * w[0]!;
    xs[(i + 1) % xs.length]! += 0.1 * w[0]!;
  }
  return before + growing + squared * squared + third + fourth - fifth * 0.5;
}

export const points: Parameters<typeof entangled>[] = [
  [Float64Array.of(0.5, -0.3), [1, 0.7, -0.4, 0.3], 0.8],
  [Float64Array.of(-0.2, 1.3), [0.6, 0.9], -0.7],
];
