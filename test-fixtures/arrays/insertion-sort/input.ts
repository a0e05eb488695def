/** Sorts in place, then adds the smallest: the gradient finds its way back through every exchange. */
// @differentiable
export function sumOfSmallest(xs: number[], count: number): number {
  for (let i = 1; i < xs.length; i++) {
    const x = xs[i]!;
    let j = i - 1;
    while (j >= 0 && xs[j]! > x) {
      xs[j + 1] = xs[j]!;
      j--;
    }
    xs[j + 1] = x;
  }
  let sum = 0;
  for (let i = 0; i < count; i++) sum += xs[i]! * (i + 1);
  return sum;
}

export const points: Parameters<typeof sumOfSmallest>[] = [
  [[5, 2, 9, 1, 7], 3],
  [[1, 2, 3], 2],
  [[3], 0],
];

export const discrete = [1];

export const expected = [
  { value: 1 + 4 + 15, gradient: [[3, 2, 0, 1, 0], 0] },
  { value: 5, gradient: [[1, 2, 0], 0] },
  { value: 0, gradient: [[0], 0] },
];
