// @differentiable
export function turned(p: Float64Array, n: number): number {
  for (let i = 0; i < n; i++) {
    [p[1], p[0]] = [p[0]!, Math.sqrt(1 + p[1]! ** 2)];
    for (let k = 0; k < 2; k++) {
      p[0]! *= 0.9 * p[1]!;
      p[1]! += 0.5 * Math.cos(p[0]!);
    }
  }
  return p[0]! * p[1]!;
}

export const points: Parameters<typeof turned>[] = [
  [Float64Array.of(0.3, -1.4), 2.5],
  [Float64Array.of(0.3, -1.4), -0.5],
];
