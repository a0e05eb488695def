/** The last comparison reads behind the end, and comes out false: what was read has no adjoint and no cell for one. */
// @differentiable
export function risesAndFalls(xs: number[]): number {
  let sum = 0;
  for (let i = 0; i < xs.length; i++) {
    const [before, next] = [xs[i - 1]!, xs[i + 1]!];
    if (next > xs[i]!) sum += next * xs[i]!;
    if (before > xs[i]!) sum += before * before;
  }
  return sum;
}

export const points: Parameters<typeof risesAndFalls>[] = [[[2, 3, 5]], [[3, 1.5, 4, 2.5]], [[2]], [[]]];

export const expected = [
  { value: 21, gradient: [3, 7, 3] },
  { value: 6 + 9 + 16, gradient: [6, 4, 1.5 + 8, 0] },
  { value: 0, gradient: [0] },
];
