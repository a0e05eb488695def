/** How much memory the recordings and states of one loop may take, and what is best done with it. */

import { advances } from './binomial.js';

/** How a loop is reversed from some of its states. */
export type Layout = {
  /** States that are held at a time. */
  readonly slots: number;
  /** Turns that are recorded at a time. */
  readonly block: number;
};

/**
 * The layout that makes the fewest turns again within a budget, of those whose blocks grow by steps of about a quarter.
 *
 * @param turns of the loop, more than none.
 * @param bytes of the budget, of a state, and of what a turn records.
 */
export function bestLayout(
  turns: number,
  bytes: { readonly budget: number; readonly state: number; readonly turn: number },
): Layout {
  let best: Layout = { slots: 1, block: 1 };
  let least = Infinity;
  for (let block = 1; ; block = Math.min(turns, Math.max(block + 1, Math.floor(block * 1.25)))) {
    const left = bytes.budget - block * bytes.turn;
    if (left < bytes.state && block > 1) return best;
    const blocks = Math.ceil(turns / block);
    const slots = Math.min(blocks, Math.max(1, Math.floor(left / bytes.state)));
    const again = advances(blocks, slots) * block;
    if (again < least) [best, least] = [{ slots, block }, again];
    if (block === turns) return best;
  }
}
