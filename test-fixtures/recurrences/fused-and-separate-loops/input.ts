/** The same in one loop and in two: the derivatives agree bit for bit. */
// @differentiable
export function bothWays(x: Float64Array): number[] {
  const y = new Float64Array(x.length);
  const separate: number[] = [];
  for (let i = 0; i < x.length; i++) y[i] = Math.sin(x[i]!);
  for (let i = 0; i < x.length; i++) separate.push(y[i]! + 1);
  const fused: number[] = [];
  for (let i = 0; i < x.length; i++) fused.push(Math.sin(x[i]!) + 1);
  return [...separate, ...fused];
}

export const cases = ['LR20', 'BI29'];

export const points: Parameters<typeof bothWays>[] = [[new Float64Array([0, 1])]];

export const expected = [
  {
    direction: [new Float64Array([1, 1])],
    tangent: [1, 0.5403023058681398, 1, 0.5403023058681398],
    cotangent: [1, 1, 0, 0],
    gradient: new Float64Array([1, 0.5403023058681398]),
  },
];
