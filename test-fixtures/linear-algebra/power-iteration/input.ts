// @differentiable
export function dominantEigenvalue(a: Float64Array, turns: number): number {
  let [x, y] = [1, 0.5];
  let value = 0;
  for (let i = 0; i < turns; i++) {
    const u = a[0]! * x + a[1]! * y;
    const v = a[2]! * x + a[3]! * y;
    value = Math.hypot(u, v);
    x = u / value;
    y = v / value;
  }
  return value;
}

export const points: Parameters<typeof dominantEigenvalue>[] = [[new Float64Array([2, 1, 1, 3]), 30]];

export const discrete = [1];
