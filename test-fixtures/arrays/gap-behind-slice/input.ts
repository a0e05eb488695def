/** The slice outgrows its part of the array, within the length of the array. */
// @differentiable
export function grownSlice(x: number[]): number {
  const part = x.slice(0, 2);
  let sum = part[0]! * part[1]!;
  part[3] = sum;
  sum += part[3]! * part[0]! + x[2]!;
  return sum;
}

export const points: Parameters<typeof grownSlice>[] = [[[1.5, -0.5, 0.75, 2]]];
