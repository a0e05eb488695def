/** Adjoint of the tanh recurrence: one stored number per step. */

import { Scratch } from './scratch.js';

const scratch = new Scratch();

export function tanhRecurrenceByHand(
  h0: number,
  w: number,
  b: number,
  steps: number,
  bar: number,
): [value: number, gradients: [h0Bar: number, wBar: number, bBar: number]] {
  const states = scratch.atLeast(steps);
  let h = h0;
  for (let i = 0; i < steps; i++) {
    states[i] = h;
    h = Math.tanh(w * h + b);
  }
  const value = h;

  let hBar = bar;
  let wBar = 0;
  let bBar = 0;
  for (let i = steps - 1; i >= 0; i--) {
    const zBar = hBar * (1 - h * h);
    h = states[i];
    wBar += zBar * h;
    bBar += zBar;
    hBar = zBar * w;
  }
  return [value, [hBar, wBar, bBar]];
}
