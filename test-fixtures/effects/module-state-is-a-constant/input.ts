/** What an earlier call left behind is a constant of this one. */
const settings = { gain: 2 };

// @differentiable
export function amplified(x: number): number {
  return settings.gain * x * x;
}

export const points: Parameters<typeof amplified>[] = [[3]];

export const expected = [{ value: 18, gradient: 12 }];
