// @differentiable
export function norm(xs: Float64Array): number {
  let sum = 0;
  for (const x of xs) sum += x * x;
  return Math.sqrt(sum);
}

export const points: Parameters<typeof norm>[] = [[new Float64Array([3, 4])], [new Float64Array([-2])]];

export const expected = [
  { value: 5, gradient: new Float64Array([0.6, 0.8]) },
  { value: 2, gradient: new Float64Array([-1]) },
];
