/** What a turn stores in a union decides the type of what the next turn computes from it, so that the type has to be written. */
type State = { done: boolean; weight?: number };

// @differentiable
export function settled(xs: number[], state: State, x: number): number {
  let [sum, stopped] = [0, false];
  xs[0] = Math.sin(x);
  state.weight = x;
  state.done = false;
  for (let i = 0; i < 4; i++) {
    const ends: boolean = stopped || sum > 8;
    const first: number = xs[0] * x;
    const weight: number = state.weight - 0.1 * first;
    const done: boolean = state.done && i > 1;
    sum += ends ? weight : first * weight + (done ? x : 1);
    stopped = ends;
    xs[0] = first + 1;
    state.weight = weight;
    state.done = done || sum > 3;
  }
  return sum;
}

export const points: Parameters<typeof settled>[] = [
  [[1, 2], { done: true }, 1.3],
  [[0.5], { done: false, weight: 2 }, 0.4],
];
