/** A recurrent network with one unit. */

// @differentiable
export function tanhRecurrence(h0: number, w: number, b: number, steps: number): number {
  let h = h0;
  for (let i = 0; i < steps; i++) h = Math.tanh(w * h + b);
  return h;
}
