/** Turns that are reversed as they run have nothing for checkpoints to do, whatever stands before them; loops inside may have some. */
// @differentiable
export function simulated(starts: number[], rate: number): number {
  let sum = 0;
  for (const start of starts) {
    let x = start;
    // @checkpoint every(2)
    for (let k = 0; k < 9; k++) x = (x * x - start) * rate;
    sum += x * x;
  }
  // @checkpoint revolve(2)
  for (const start of starts) sum -= start * start * rate;
  let other = 0;
  let last = rate;
  // @checkpoint
  for (const start of starts) {
    last = Math.tanh(last * start + rate);
    for (let k = 0; k < starts.length; k++) other += starts[k]! * rate;
  }
  return sum + last + other;
}

export const points: Parameters<typeof simulated>[] = [
  [[0.3, -0.2, 0.4], 0.9],
  [[0.5], 1.3],
];
