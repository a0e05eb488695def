/** What the library does with all fields of an object. */

type Options = { gain?: number; offset?: number; steps?: number };
type State = { x: number; v: number; trace: number[] };

const defaults = { gain: 1.5, offset: 0.25, steps: 3 };

// @differentiable
export function withOptions(x: number, options: Options, state: State): number {
  options = Object.assign({}, defaults, options);
  const merged = Object.assign({ gain: x }, { offset: x * x }, defaults);
  const before = Object.assign({}, state, { trace: [...state.trace] });
  let sum = 0;
  for (let i = 0; i < (options.steps ?? 0); i++) {
    if (i > 4) break;
    Object.assign(state, { x: state.x + state.v * x, v: state.v * (options.gain ?? 1) });
    if (state.x > 50) return sum + state.v;
    state.trace[0]! *= x;
    sum += state.x + (options.offset ?? 0) * before.trace[0]!;
  }
  const pair = Object.freeze({ a: sum, b: before.v * x });
  let weighted = 0;
  for (const value of Object.values(pair)) {
    if (value < -100) continue;
    weighted += value * value;
  }
  for (const key of Object.keys(pair)) weighted += key === 'a' ? sum * x : 2 * x;
  return weighted + Object.keys(pair).length * x + merged.gain * merged.offset * x + state.trace[0]!;
}

export const points: Parameters<typeof withOptions>[] = [
  [0.7, {}, { x: 1, v: 0.5, trace: [2] }],
  [-0.4, { gain: 0.8, steps: 5 }, { x: 0.2, v: 1.1, trace: [1.5, 3] }],
  [1.2, { offset: -0.6, gain: 2 }, { x: -1, v: 0.3, trace: [0.5] }],
  [3, { steps: 9, gain: 4 }, { x: 5, v: 2, trace: [1] }],
];
