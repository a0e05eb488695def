/** A data-dependent count: the derivative is that of the executed turns. */
// @differentiable
export function mantissa(x: number): number {
  while (x > 1) {
    x /= 2;
  }
  return x;
}

export const cases = ['LR16'];

export const points: Parameters<typeof mantissa>[] = [[3], [2], [0.7], [1000]];

export const kinks = [1];

export const expected = [
  { value: 0.75, gradient: 0.25 },
  { value: 1, gradient: 0.5 },
  { value: 0.7, gradient: 1 },
  { gradient: 1 / 1024 },
];
