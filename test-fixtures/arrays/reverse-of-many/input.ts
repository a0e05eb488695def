/** Reversed in place, of even and odd lengths, and once more after a write. */
// @differentiable
export function turned(x: Float64Array, rows: number[][]): number {
  x.reverse();
  x[1] = x[1]! * x[0]!;
  const list = Array.from(x);
  list.reverse();
  rows.reverse();
  let sum = 0;
  for (let i = 0; i < x.length; i++) sum += Math.sin(x[i]!) * (i + 1) + list[i]! * i * x[i]!;
  for (let i = 0; i < rows.length; i++) sum += rows[i]![0]! * (i + 2) * sum;
  return sum;
}

export const points: Parameters<typeof turned>[] = [
  [new Float64Array([2, 3, 5, -1, 0.5, 1.5]), [[0.5], [0.25], [0.125], [-0.5]]],
  [new Float64Array([2, 3, 5, -1, 0.5]), [[0.5], [0.25], [0.125], [-0.5], [0.75]]],
];
