/** What becomes of a power other than a norm has no slope where it is infinite. */
// @differentiable mode=reverse
export function poles(x: number, y: number, z: number): number {
  return Math.cbrt(x ** 2) + 1 / y ** 2 + Math.sqrt(z ** 3);
}

export const points: Parameters<typeof poles>[] = [
  [0, 1, 1],
  [1, 1, 0],
];

export const kinks = [0, 1];

export const expected = [{ gradient: [NaN, -2, 1.5] }, { gradient: [2 / 3, -2, NaN] }];
