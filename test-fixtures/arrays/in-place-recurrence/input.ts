/** Overwrites its argument, which keeps what the primal leaves in it. */
// @differentiable
export function chainInPlace(y: number[]): number {
  for (let i = 1; i < y.length; i++) y[i] = y[i - 1]! * y[i]!;
  y[0]! *= y[3]!;
  return y[0]! + y[1]!;
}

export const cases = ['RA21', 'BI24'];

export const points: Parameters<typeof chainInPlace>[] = [[[1.3, 0.7, 2.1, -0.4]]];

export const expected = [{ value: -0.08372, gradient: [-0.8288, -0.1196, -0.4732, 2.4843] }];
