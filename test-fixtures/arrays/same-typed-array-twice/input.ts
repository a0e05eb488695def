// @differentiable
export function accumulateInto(a: Float64Array, b: Float64Array): number {
  for (let i = 0; i < a.length; i++) a[i] = a[i]! * b[i]! + b[0]!;
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
}

const same = new Float64Array([1.5, 2, -0.5]);

export const points: Parameters<typeof accumulateInto>[] = [
  [same, same],
  [new Float64Array([1.5, 2]), new Float64Array([0.5, -1])],
];
