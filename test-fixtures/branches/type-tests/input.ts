// @differentiable
export function sumOfAny(value: number | number[], scale: number): number {
  if (typeof value === 'number') return value * scale;
  let sum = 0;
  for (const x of value) sum += x * x;
  return Array.isArray(value) ? sum * scale : 0;
}

export const points: Parameters<typeof sumOfAny>[] = [
  [3, 2],
  [[1, 2], 2],
];

export const expected = [
  { value: 6, gradient: [2, 3] },
  { value: 10, gradient: [[4, 8], 5] },
];
