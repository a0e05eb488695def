/** What filled the array did not fill the gap. */
// @differentiable
export function filledThenGrown(x: Float64Array): number {
  const part = [x[0]!, x[1]!];
  let sum = part[0]! * part[1]!;
  part.fill(sum);
  part[5] = sum * x[2]!;
  return sum + part[5]! * part[1]!;
}

export const points: Parameters<typeof filledThenGrown>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
