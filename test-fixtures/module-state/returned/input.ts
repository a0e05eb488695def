/** The buffer itself is the result, as in code that saves allocations. */
const out = [0, 0, 0];

function cross(a: number[], b: number[]): number[] {
  out[0] = a[1]! * b[2]! - a[2]! * b[1]!;
  out[1] = a[2]! * b[0]! - a[0]! * b[2]!;
  out[2] = a[0]! * b[1]! - a[1]! * b[0]!;
  return out;
}

// @differentiable
export function twice(a: number[], b: number[]): number[] {
  const c = cross(a, b);
  a[0] = c[1]! * c[0]!;
  return cross(a, c);
}

export const points: Parameters<typeof twice>[] = [
  [
    [1, 2, -0.5],
    [0.3, -1, 2],
  ],
];
