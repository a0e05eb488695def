/** What was done before the exception stays done, in variables and in arrays. */
function half(x: number): number {
  if (x < 0) throw new RangeError('negative');
  return x / 2;
}
// @differentiable
export function caught(x: number, xs: number[]): number {
  let y = x * x;
  try {
    y = y * 3;
    xs[0]! *= y;
    y = half(x) * y;
    xs[1] = y;
  } catch (e) {
    y = y * 2 + xs[0]!;
    if (!(e instanceof RangeError)) throw e;
  }
  return y * xs[1]!;
}
export const points: Parameters<typeof caught>[] = [
  [1.5, [1, 2]],
  [-1.5, [1, 2]],
];
