/** h ← tanh(w·h + b): the least that a turn can do. */
// @differentiable
export function recurrence(h0: number, w: number, b: number, steps: number): number {
  let h = h0;
  // @checkpoint none
  for (let t = 0; t < steps; t++) h = Math.tanh(w * h + b);
  return h;
}
