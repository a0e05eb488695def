/** `continue` in a do loop goes to the test. */
// @differentiable
export function skipping(x: number): number {
  let s = x;
  let i = 0;
  do {
    i++;
    if (i % 2 === 0) continue;
    s = s * x + i;
  } while (i < 5);
  return s;
}

export const points: Parameters<typeof skipping>[] = [[1.5], [0]];

export const expected = [
  { value: ((1.5 * 1.5 + 1) * 1.5 + 3) * 1.5 + 5, gradient: 4 * 1.5 ** 3 + 2 * 1.5 + 3 },
  { value: 5, gradient: 3 },
];
