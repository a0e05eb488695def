/** Bounds that come out of arrays, objects and calls, and are no integers. */
const half = (x: number): number => x / 2;

// @differentiable
export function counted(x: Float64Array, limits: number[], at: { last: number }): number {
  let a = 1;
  for (let i = 0; i < limits[0]!; i++) a = Math.sin(a * x[i]!) + i;
  for (let i = 0; i <= at.last; i++) a = Math.cos(a + x[i]!) * i + a;
  for (let i = 0; i < half(at.last * 2); i++) a = a * x[i]! + Math.sin(a);
  for (let i = 3; i > limits[1]!; i--) a = Math.cos(a) * x[i]!;
  return a;
}

export const points: Parameters<typeof counted>[] = [
  [new Float64Array([0.5, 1.5, -0.75, 0.25]), [2.5, 0.5], { last: 1.75 }],
  [new Float64Array([0.5, 1.5, -0.75, 0.25]), [3, 1], { last: 2 }],
];

export const discrete = [1, '2.last'];
