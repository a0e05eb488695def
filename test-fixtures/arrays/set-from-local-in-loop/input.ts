/** Each turn copies an array of its own into the buffer, at a place of its own, and writes over part of the last one. */
// @differentiable
export function woven(x: Float64Array): number {
  const buffer = new Float64Array(8);
  let sum = 1;
  for (let i = 0; i < x.length; i++) {
    const part = [x[i]! * sum, x[i]!, sum];
    buffer.set(part, 2 * i);
    sum += buffer[i]! * buffer[2 * i + 1]!;
    if (i > 0) buffer.set(buffer.subarray(0, 2), i);
    part[0] = buffer[1]! * sum;
    buffer.set(part.slice(0, 2), i + 1);
  }
  for (let i = 0; i < buffer.length; i++) sum += buffer[i]! * (i + 1);
  return sum;
}

export const points: Parameters<typeof woven>[] = [[new Float64Array([1.5, -0.5, 0.75])]];
