/** The companion's value is the primal's to the last bit, signs of zeros included. */
// @differentiable
export function signs(x: number, y: number): number[] {
  return [x * y, x / y, -x, x - x, Math.min(x, y), y ** 3];
}

export const points: Parameters<typeof signs>[] = [
  [-0, 3],
  [0, -3],
  [Infinity, -2],
  [1e-320, 1e300],
];

export const kinks = [0, 1, 2, 3];

/** Signs and powers are judged by the bits of the values; the last two points have derivatives beyond the range of doubles. */
export const tolerance = { product: Infinity };
