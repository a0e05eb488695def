// @differentiable
export function region(x: number, y: number): number {
  let z = x;
  if (x > 0) {
    if (y > 0) z = x * y;
    else if (y < -1) z = x / y;
    z += y;
  } else if (y > x) {
    z = y - x * x;
  }
  return z * z;
}

export const points: Parameters<typeof region>[] = [
  [1, 2],
  [1, -0.5],
  [1, -2],
  [-1, 2],
  [-1, -2],
];

export const expected = [
  { value: 16, gradient: [2 * 4 * 2, 2 * 4 * 2] },
  { value: 0.25, gradient: [1, 1] },
];
