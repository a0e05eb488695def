/**
 * A value that overflowed on the way: the derivative is infinite where the result is, and where a later step saturates, the
 * reverse sweep begins with zero and stays zero. (Forward mode comes from the other side and meets infinity times zero.)
 */
// @differentiable mode=reverse
export function saturating(x: number, which: number): number {
  switch (which) {
    case 0:
      return 1 / (1 + Math.exp(-x));
    case 1:
      return Math.exp(-Math.exp(x));
    case 2:
      return Math.tanh(Math.exp(x));
    case 3:
      return Math.atan(Math.exp(x));
    case 4: {
      let product = 1;
      for (let i = 0; i < 5; i++) product *= x;
      return product;
    }
    case 5:
      return Math.sqrt(x * x);
    case 6:
      return Math.hypot(x, x);
    default:
      return Math.min(Math.exp(x), 5);
  }
}

export const points: Parameters<typeof saturating>[] = [
  [-1000, 0],
  [800, 1],
  [800, 2],
  [800, 3],
  [1e100, 4],
  [1e200, 5],
  [1e200, 6],
  [800, 7],
];

export const discrete = [1];

/** `product` is unrolled or not: the second derivative is Infinity one way, Infinity times zero the other. */
export const adjointOverflows = [4];

export const kinks = [0, 1, 2, 3, 4, 5, 6, 7];

export const expected = [
  { value: 0, gradient: [-0, 0] },
  { value: 0, gradient: [0, 0] },
  { value: 1, gradient: [0, 0] },
  { value: Math.PI / 2, gradient: [0, 0] },
  { value: Infinity, gradient: [Infinity, 0] },
  { value: Infinity, gradient: [0, 0] },
  { value: Math.SQRT2 * 1e200, gradient: [Math.SQRT1_2 * 2, 0] },
  { value: 5, gradient: [0, 0] },
];
