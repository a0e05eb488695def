function normalise(v: Float64Array): number {
  let sum = 0;
  for (const x of v) sum += x * x;
  const length = Math.sqrt(sum);
  for (let i = 0; i < v.length; i++) v[i]! /= length;
  return length;
}

// @differentiable
export function direction(v: Float64Array): number {
  const before = v[0]!;
  const length = normalise(v);
  return v[0]! * 3 + length * v[1]! + before;
}

export const points: Parameters<typeof direction>[] = [[new Float64Array([3, 4])]];
