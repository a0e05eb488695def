/** The sources of `set` are an array that gets a gap later, a view of the target itself, and a slice. */
// @differentiable
export function woven(x: Float64Array): number {
  const buffer = new Float64Array(8);
  let sum = 1;
  for (let i = 0; i < x.length; i++) {
    const part = [x[i]!, x[i]!, sum];
    buffer.set(part, i);
    sum += buffer[i]!;
    buffer.set(buffer.subarray(0, 2), i);
    part[5] = sum;
    buffer.set(part.slice(0, 2), i);
  }
  for (let i = 0; i < buffer.length; i++) sum += buffer[i]! * i;
  return sum;
}

export const points: Parameters<typeof woven>[] = [[new Float64Array([1.5, -0.5, 0.75])]];
