/** Two buffers exchange their roles at every turn. */
// @differentiable
export function pingPong(x0: Float64Array, turns: number): number {
  let now = Float64Array.from(x0);
  let next = new Float64Array(x0.length);
  for (let turn = 0; turn < turns; turn++) {
    for (let i = 0; i < now.length; i++) next[i] = now[i]! * now[(i + 1) % now.length]! + 0.1 * i;
    [now, next] = [next, now];
  }
  return now[0]! + next[0]! * 0.5;
}

export const points: Parameters<typeof pingPong>[] = [
  [new Float64Array([0.5, 0.8, 1.1]), 3],
  [new Float64Array([0.5, 0.8, 1.1]), 0],
];

export const discrete = [1];
