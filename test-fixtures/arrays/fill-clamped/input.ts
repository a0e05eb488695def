/** Bounds that count from the end, lie outside, are no integers or leave nothing to fill. */
// @differentiable
export function filled(x: Float64Array, y: number, start: number, end: number): Float64Array {
  const kept = x.slice();
  kept.fill(y, start, end);
  kept[1] = kept[1]! * kept[2]!;
  kept.fill(y * y, end);
  kept[0] = kept[0]! * kept[3]!;
  kept.fill(kept[0]!, -1);
  return kept;
}

const x = new Float64Array([1.5, 2, -3, 0.5, 7]);
export const points: Parameters<typeof filled>[] = [
  [x, 1.25, 1, 3],
  [x, 1.25, -3, -1],
  [x, 1.25, -9, 2],
  [x, 1.25, 3, 9],
  [x, 1.25, 1.9, 3.2],
  [x, 1.25, 4, 2],
  [x, 1.25, 6, 8],
  [x, 1.25, 0, -9],
];

export const discrete = [2, 3];
