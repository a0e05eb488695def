// @differentiable
export function network(x: Float64Array): number {
  const a = new Float64Array(3);
  for (let i = 0; i < 3; i++) {
    if (x[i]! > 0) a[i] = x[i]! * x[i]!;
    else if (i > 0) a[i] = a[i - 1]! * x[i]!;
  }
  return a[0]! + a[1]! * a[2]!;
}

export const points: Parameters<typeof network>[] = [
  [new Float64Array([1, -2, 3])],
  [new Float64Array([-1, -2, -3])],
  [new Float64Array([1, -2, -3])],
];
