// @differentiable
export function finiteOr(x: number, fallback: number): number {
  const y = Math.log(x);
  if (Number.isNaN(y) || !Number.isFinite(y)) return fallback * fallback;
  return isNaN(y) ? 0 : y * x;
}

export const points: Parameters<typeof finiteOr>[] = [
  [2, 3],
  [-1, 3],
  [0, 3],
];

export const kinks = [2];

export const expected = [
  { gradient: [Math.log(2) + 1, 0], within: 1e-13 },
  { value: 9, gradient: [0, 6] },
  { value: 9, gradient: [0, 6] },
];
