// All that the derivatives of a turn read follows from the two elements, so that no turn records more than these.
// @differentiable
export function churn(a: Float64Array, k: number): number {
  let sum = 0;
  for (let i = 1; i < a.length; i++) {
    const p = a[i - 1]!;
    const q = a[i]!;
    const u = p * q;
    const v = u * u + p;
    const w = v * v * q;
    sum += w * u + k * v;
    a[i] = 0.5 * w * v;
  }
  return sum;
}

export const points: Parameters<typeof churn>[] = [
  [Float64Array.of(0.5, -0.7, 1.2, 0.3), 0.4],
  [Float64Array.of(1, 2), -1],
  [Float64Array.of(3), 2],
];

export const cases = ['LR4'];

export const expected = [undefined, undefined, { value: 0, gradient: [Float64Array.of(0), 0] }];
