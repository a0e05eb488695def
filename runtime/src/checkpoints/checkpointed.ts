/** Runs a loop so that it can be reversed from a few of its states. */

import type { Tape } from '../tape.js';
import { split } from './binomial.js';
import { Contents } from './contents.js';
import { Slots } from './slots.js';

/** Which states of a loop are kept, and how many turns are recorded at a time. */
export type Plan =
  /** As many slots as that; one turn is recorded at a time. */
  | { readonly slots: number }
  /** The state before each nth turn; as many turns are recorded at a time. */
  | { readonly every: number };

/** A loop in pieces. `counts[0]` is the number of turns that have been made. */
export type Turns = {
  /** Its number of turns, where that is known ahead. */
  readonly total: number | undefined;
  /** Whether it is reversed once only, at once: what is recorded in the first run may be left on the tape. */
  readonly once: boolean;
  readonly state: Float64Array;
  readonly counts: Float64Array;
  /** Arrays and objects that it writes. */
  readonly memory: readonly unknown[];
  /** Arrays and objects that it reads, and that may have changed when it is reversed. */
  readonly constant: readonly unknown[];
  /** Makes turns, up to that number or to the end. */
  readonly advance: (to: number) => void;
  /** The same, recording. */
  readonly record: (to: number) => void;
  /** Reverses what was recorded last. */
  readonly reverse: () => void;
};

/**
 * Runs the loop, and gives what reverses it. In both, what the turns write ends as the loop left it.
 *
 * Schedules: binomial where the number of turns is known (see binomial.ts), otherwise states are thinned out whenever the slots
 * are full, and the gaps between them are reversed by binomial schedules.
 */
export function checkpointed(plan: Plan, loop: Turns): () => void {
  const { total, once, state, counts, memory, constant, advance, record, reverse } = loop;
  const block = 'every' in plan ? plan.every : 1;
  const limit = 'every' in plan ? Infinity : plan.slots;
  const held = constant.length === 0 ? undefined : new Contents(constant);
  const slots = new Slots(state, counts, memory);
  slots.push(0);
  /** Puts states between the last one, which is the present one, and that turn, as the schedule wants them. */
  const approach = (into: Slots, end: number): void => {
    for (let turn = into.last; ; ) {
      const blocks = Math.ceil((end - turn) / block);
      const free = limit - into.count;
      if (blocks <= 1 || free <= 0) {
        if (blocks > 1) advance(turn + (blocks - 1) * block);
        return;
      }
      turn += block * (limit === Infinity ? 1 : split(blocks, free + 1));
      advance(turn);
      into.push(turn);
    }
  };
  const runToTheEnd = (): number => {
    for (let stride = block; ; ) {
      const turn = slots.last + stride;
      advance(turn);
      if (counts[0]! < turn) {
        slots.dropFrom(counts[0]!);
        return counts[0]!;
      }
      if (slots.count >= limit) {
        slots.thin();
        stride *= 2;
      }
      if (slots.count < limit && slots.last + stride === turn) slots.push(turn);
    }
  };

  let end: number;
  let recorded = false;
  if (total === undefined) end = runToTheEnd();
  else {
    end = Math.max(0, total);
    if (end > 0) approach(slots, end);
    recorded = once && end > 0;
    if (recorded) record(end);
    else advance(end);
  }

  return () => {
    const own = once ? slots : slots.copy();
    const after = new Contents([...memory, ...constant]);
    held?.restore();
    for (let left = end, first = recorded; left > 0; first = false) {
      if (!first) {
        own.load();
        approach(own, left);
        record(left);
      }
      reverse();
      left = block * (Math.ceil(left / block) - 1);
      own.dropFrom(left);
    }
    after.restore();
  };
}
