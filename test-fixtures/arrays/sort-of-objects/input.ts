/** Objects and rows change their places, in place and in copies. */
type Point = { v: number; w: number };

// @differentiable
export function energy(points: Point[], rows: number[][], k: number): number {
  const sorted = points.toSorted((a, b) => a.v - b.v);
  points.sort((a, b) => b.w - a.w);
  rows.sort((a, b) => a[0]! - b[0]!);
  sorted[0]!.w *= k;
  rows[0]![1]! *= k;
  let sum = 0;
  points.forEach((p, i) => (sum += (i + 1) * p.v * p.w ** 2));
  sorted.forEach((p, i) => (sum += (i + 2) * p.v ** 2 * p.w));
  rows.forEach((row, i) => (sum += (i + 1) * row[0]! * row[1]!));
  return sum;
}

export const points: Parameters<typeof energy>[] = [
  [
    [
      { v: 3, w: 1 },
      { v: 1, w: 2 },
      { v: 2, w: -1 },
    ],
    [
      [3, 1],
      [1, 2],
    ],
    1.5,
  ],
];
