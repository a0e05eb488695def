/** What stands there on entry is a constant, until the call has overwritten it. */
const state = { gain: 2, taps: [0.5, -1, 3] };
let level = 1.5;

// @differentiable
export function filtered(xs: number[]): number {
  let out = 0;
  for (const x of xs) {
    out += state.taps[0]! * x * level;
    state.taps[0] = state.taps[1]! + x;
    state.taps[1] = state.taps[2]! * x;
    state.gain *= 1 + 0.1 * x;
    level += state.gain * x;
  }
  return out + state.gain + level;
}

export const effects = {
  reset(): void {
    state.gain = 2;
    state.taps = [0.5, -1, 3];
    level = 1.5;
  },
  read: (): unknown => [state.gain, [...state.taps], level],
};

export const keepsState = true;

export const points: Parameters<typeof filtered>[] = [[[1.2, -0.4, 0.7]], [[0.3]], [[]]];
