// @differentiable
export function transform(m: Float64Array, x: number, y: number, z: number): number {
  const v = new Float64Array(3);
  v[0] = x;
  v[1] = y;
  v[2] = z;
  const w = new Float64Array(3);
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) w[i]! += m[3 * i + j]! * v[j]!;
  }
  return w[0]! * w[1]! + w[2]!;
}

export const points: Parameters<typeof transform>[] = [[new Float64Array([1, 2, 3, 4, 5, 6, 7, 8, 10]), 0.5, -1, 2]];
