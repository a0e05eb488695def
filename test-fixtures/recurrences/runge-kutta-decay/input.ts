// @differentiable
export function decay(k: number, y0: number, end: number, steps: number): number {
  const h = end / steps;
  const f = (y: number): number => -k * y;
  let y = y0;
  for (let i = 0; i < steps; i++) {
    const k1 = f(y);
    const k2 = f(y + (h / 2) * k1);
    const k3 = f(y + (h / 2) * k2);
    const k4 = f(y + h * k3);
    y += (h / 6) * (k1 + 2 * k2 + 2 * k3 + k4);
  }
  return y;
}

export const cases = ['BI33', 'AC9'];

export const points: Parameters<typeof decay>[] = [[0.8, 2, 1.5, 40]];

/** The step size follows the count, so differences in the count mean nothing. */
export const kinks = [0];

export const expected = [
  { gradient: [-1.5 * Math.exp(-1.2) * 2, Math.exp(-1.2), -0.8 * 2 * Math.exp(-1.2)], within: 1e-7 },
];
