/** A norm written with powers has a symmetric kink where it is zero: its slope there is zero, as that of `Math.hypot`. */
function length(vector: readonly number[], exponent: 2 | 4): number {
  let sum = 0;
  for (const part of vector) sum += exponent === 2 ? part ** 2 : Math.pow(part, 4);
  return Math.sqrt(sum);
}

// @differentiable
export function norms(x: number, y: number, weight: number): number {
  const dx = x - y;
  const distance = Math.sqrt(Math.pow(dx, 2) + 3 * Math.pow(y - x, 2)) * weight;
  const root = (dx ** 2 + (dx > 0 ? dx ** 4 : 0)) ** 0.5;
  return distance + root + length([dx, 2 * dx], 2) + length([dx], 4) + 3 * x;
}

export const points: Parameters<typeof norms>[] = [
  [0.5, 0.5, 2],
  [1.5, -0.25, 2],
];

export const kinks = [0];

export const expected = [{ value: 1.5, gradient: [3, 0, 0] }];
