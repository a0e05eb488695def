import { jvp, vjp } from '@adc/runtime';

/** What the out parameter held on entry counts too. */
// @differentiable
export function addScaled(k: number, x: number[], y: number[]): void {
  for (let i = 0; i < y.length; i++) y[i] = y[i]! * 0.5 + k * x[i]!;
}

export const options = { out: 2 };

export const along = jvp(addScaled, { out: 2 });
export const back = vjp(addScaled, { out: 2 });

export const points: Parameters<typeof addScaled>[] = [[3, [1, 2], [10, 20]]];

export const expected = [{ value: [8, 16], gradient: [3, [3, 3], [0.5, 0.5]] }];
