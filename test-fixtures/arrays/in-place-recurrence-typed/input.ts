// @differentiable
export function cascade(y: Float64Array): number {
  for (let i = 1; i < y.length; i++) y[i] = Math.sin(y[i - 1]!) + y[i]! * y[i]!;
  for (let i = y.length - 2; i >= 0; i--) y[i]! -= y[i + 1]! * y[i]!;
  return y[0]!;
}

export const points: Parameters<typeof cascade>[] = [[new Float64Array([0.3, -0.5, 0.8])], [new Float64Array([0.3])]];
