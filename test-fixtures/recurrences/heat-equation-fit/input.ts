// @differentiable
export function misfit(k: number, observed: Float64Array, steps: number): number {
  let u = new Float64Array(observed.length);
  for (let i = 0; i < u.length; i++) u[i] = Math.sin((Math.PI * i) / (u.length - 1));
  for (let step = 0; step < steps; step++) {
    const next = u.slice();
    for (let i = 1; i < u.length - 1; i++) next[i] = u[i]! + k * (u[i - 1]! - 2 * u[i]! + u[i + 1]!);
    u = next;
  }
  let sum = 0;
  for (let i = 0; i < u.length; i++) sum += (u[i]! - observed[i]!) ** 2;
  return sum;
}

export const points: Parameters<typeof misfit>[] = [[0.23, new Float64Array([0, 0.3, 0.5, 0.55, 0.3, 0]), 20]];

export const discrete = [2];
