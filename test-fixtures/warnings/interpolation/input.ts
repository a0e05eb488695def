/** The rounded number serves as an index, and in the arithmetic too. */
// @differentiable
export function interpolate(table: Float64Array, x: number): number {
  const i = Math.min(Math.floor(x), table.length - 2);
  const t = x - i;
  return table[i]! * (1 - t) + table[i + 1]! * t;
}

export const codes = [3002];

export const points: Parameters<typeof interpolate>[] = [
  [new Float64Array([1, 4, 9]), 1.25],
  [new Float64Array([1, 4, 9]), 0.5],
];

export const expected = [
  { value: 5.25, gradient: [new Float64Array([0, 0.75, 0.25]), 5] },
  { value: 2.5, gradient: [new Float64Array([0.5, 0.5, 0]), 3] },
];
