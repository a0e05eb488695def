/** A loop is differentiated at the count that it ran; the count itself jumps, without a slope. */
// @differentiable
export function halvings(x: number, limit: number): number {
  let y = x;
  let count = 0;
  while (y > limit) {
    y /= 2;
    count++;
  }
  return y + count;
}

export const cases = ['RA18', 'RA19', 'RA25'];

export const points: Parameters<typeof halvings>[] = [
  [10, 3],
  [12, 3],
  [2, 3],
];

export const kinks = [1];

export const discrete = [1];

export const expected = [
  { value: 4.5, gradient: [0.25, 0] },
  { value: 5, gradient: [0.25, 0] },
  { value: 2, gradient: [1, 0] },
];
