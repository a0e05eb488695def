// @differentiable
export function evaluate(coefficients: Float64Array, x: number): number {
  let value = 0;
  for (let i = coefficients.length - 1; i >= 0; i--) value = value * x + coefficients[i]!;
  return value;
}

export const points: Parameters<typeof evaluate>[] = [
  [Float64Array.from({ length: 10_000 }, (_, i) => Math.sin(i + 1)), 0.99],
];
