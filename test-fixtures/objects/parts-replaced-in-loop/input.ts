/** Each turn puts a fresh array and a fresh object where others were, reading what was there before and after. */
// @differentiable
export function replaced(x: number[], y: number): number {
  const state = { v: [y, y * y], inner: { p: y } };
  const rows = [[y], [1]];
  let sum = 1;
  for (let i = 0; i < x.length; i++) {
    const before = state.v;
    state.v = [before[1]! * x[i]!, before[0]! + sum];
    before[0] = before[0]! * 2;
    sum += state.v[0]! * before[0]!;
    const inner = state.inner;
    state.inner = { p: inner.p * x[i]! + sum };
    rows[i % 2] = [rows[(i + 1) % 2]![0]! * state.inner.p];
    sum += rows[0]![0]! - inner.p;
  }
  return sum + state.v[1]! * rows[1]![0]!;
}

export const points: Parameters<typeof replaced>[] = [[[0.5, -1.5, 0.75], 0.25]];
