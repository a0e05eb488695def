/** An array has properties at indices that are none. */
// @differentiable
export function properties(x: Float64Array): number {
  const part = [x[0]!, x[1]!];
  let k = -1;
  part[k] = x[2]!;
  k = 0.5;
  part[k] = x[3]! * part[-1]!;
  return part[0]! * part[-1]! + part[k]!;
}

export const points: Parameters<typeof properties>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
