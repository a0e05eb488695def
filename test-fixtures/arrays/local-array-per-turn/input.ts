/** A scratch array that lives for one turn. */
// @differentiable
export function blockSums(xs: Float64Array): number {
  let total = 0;
  for (let i = 0; i < xs.length; i++) {
    const scratch = new Float64Array(3);
    scratch[0] = xs[i]!;
    for (let k = 1; k < 3; k++) scratch[k] = scratch[k - 1]! * Math.sin(scratch[k - 1]!);
    total += scratch[2]! * total + scratch[1]!;
  }
  return total;
}

export const points: Parameters<typeof blockSums>[] = [[new Float64Array([0.5, 1.2, 2])], [new Float64Array([])]];
