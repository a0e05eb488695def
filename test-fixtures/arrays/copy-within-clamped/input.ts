/** Bounds that count from the end, lie outside, are no integers or leave nothing to move. */
// @differentiable
export function moved(x: Float64Array, to: number, from: number, until: number): Float64Array {
  const kept = x.slice();
  kept.copyWithin(to, from, until);
  kept[0] = kept[0]! * kept[3]!;
  kept.copyWithin(to, from);
  kept[4] = kept[4]! * kept[1]!;
  kept.copyWithin(1, -3, -1);
  return kept;
}

const x = new Float64Array([1.5, 2, -3, 0.5, 7]);
export const points: Parameters<typeof moved>[] = [
  [x, 0, 2, 4],
  [x, 2, 0, 5],
  [x, -2, 0, 2],
  [x, 1, -4, -1],
  [x, -9, 1, 9],
  [x, 1.7, 0.5, 3.9],
  [x, 3, 4, 2],
  [x, 7, 0, 2],
  [x, 0, 5, 9],
  [x, 0, 3, -9],
];

export const discrete = [1, 2, 3];
