/** What vanished on the way is zero, and so is its derivative where a factor of it vanished: no NaN. */
// @differentiable
export function vanishing(x: number, which: number): number {
  switch (which) {
    case 0: {
      let product = 1;
      for (let i = 0; i < 5; i++) product *= x;
      return product;
    }
    case 1:
      return Math.exp(-Math.exp(x));
    case 2:
      return Math.exp(-x * x) * x;
    case 3:
      return Math.hypot(x, 2e-200);
    default:
      return 1e-200 / x;
  }
}

export const points: Parameters<typeof vanishing>[] = [
  [1e-100, 0],
  [-800, 1],
  [1e200, 2],
  [1e-200, 3],
  [1e-200, 4],
];

export const discrete = [1];

export const kinks = [0, 1, 2, 3, 4];

export const expected = [
  { value: 0, gradient: [0, 0] },
  { value: 1, gradient: [-0, 0] },
  { value: 0, gradient: [0, 0] },
  { value: Math.sqrt(5) * 1e-200, gradient: [1 / Math.sqrt(5), 0] },
  { value: 1, gradient: [-1e200, 0] },
];
