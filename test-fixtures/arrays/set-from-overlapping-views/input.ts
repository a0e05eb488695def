/** `set` and `copyWithin` through views of one buffer that overlap. */
// @differentiable
export function overlapping(x: Float64Array): number {
  const buffer = new Float64Array(6);
  let sum = 1;
  for (let i = 0; i < x.length; i++) {
    const view = buffer.subarray(i, i + 2);
    view[0]! += x[i]! * sum;
    buffer.set(view, i + 1);
    view.set(buffer.subarray(i + 1, i + 3));
    sum += view[1]!;
    buffer.subarray(1).set(buffer.subarray(0, 5));
    view.copyWithin(1, 0);
  }
  for (let i = 0; i < 6; i++) sum += buffer[i]! * i;
  return sum;
}

export const points: Parameters<typeof overlapping>[] = [[new Float64Array([1.5, -0.5, 0.75, 2])]];
