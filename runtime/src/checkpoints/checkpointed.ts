/** Runs a loop so that it can be reversed from a few of its states. */

import { budgetOfNow } from '../configure.js';
import { extend } from '../extend.js';
import { each, get, isContainer, isNumeric } from '../structure.js';
import { closeTape, openTape, ownTape, type Tape } from '../tape.js';
import { split } from './binomial.js';
import { bestLayout } from './budget.js';
import { Contents, Links } from './contents.js';
import { type Cells, Slots } from './slots.js';

/** Which states of a loop are kept, and how many turns are recorded at a time. Neither: as the budget allows. */
export type Plan = {
  /** So many states are held at a time; one turn is recorded at a time. */
  readonly slots?: number;
  /** The state before each nth turn is kept; as many turns are recorded at a time. */
  readonly every?: number;
  /** Where neither is said: what may be taken, in bytes, unless that is set for all (`configure`). */
  readonly budget?: number;
};

/** What emitted code hands over: a loop in pieces. */
export type Turns = {
  /** Its number of turns, where that is known ahead. */
  readonly total?: number;
  /** Whether it is reversed once only, and at once. */
  readonly once?: boolean;
  /** What the turns hand on. */
  readonly state?: Cells;
  /** `turnNow`: the number of turns that have been made; `doneNow`: 1 when the last of them has ended the loop. */
  readonly counts: { turnNow: number; doneNow?: number };
  /** Arrays and objects that it writes. */
  readonly memory?: readonly unknown[];
  /** Those in which it may make arrays longer, each with its shadow behind it. */
  readonly grown?: readonly unknown[];
  /** Arrays and objects that it reads, and that may have changed when it is reversed. */
  readonly constant?: readonly unknown[];
  /** Shadows whose arrays and objects may be others by then, where it is reversed more than once. */
  readonly linked?: readonly unknown[];
  /** Makes turns, up to that number or to the end. */
  readonly advance: (to: number) => void;
  /** The same, recording. */
  readonly record: (tape: Tape, to: number) => void;
  /** Reverses what was recorded. */
  readonly reverse: (tape: Tape) => void;
};

/** What some turns have left on the loop's tape: where it ends, and before which turn it begins. */
type Recorded = { readonly top: number; readonly referenceTop: number; readonly from: number };

/** A tape that grows by doubling would take up to twice as much, and three times while it grows. */
function withRoom(tape: Tape, cells: number): Tape {
  if (tape.numbers.length < cells) tape.grow(cells);
  return tape;
}

/** Gives the shadows of arrays that turns have made longer without recording zeros for what they lack. */
function lengthen(shadow: unknown, primal: unknown): void {
  if (isNumeric(primal)) extend(shadow as number[], primal.length);
  else if (isContainer(primal) && isContainer(shadow)) each(primal, (value, key) => lengthen(get(shadow, key), value));
}

const bytesOn = (tape: Tape): number => 8 * (tape.top + tape.referenceTop);

/**
 * Runs the loop, and gives what reverses it. In both, what the turns write ends as the loop left it.
 *
 * Schedules: binomial where the number of turns is known (see binomial.ts), otherwise states are thinned out whenever the slots
 * are full, and the gaps between them are reversed by binomial schedules. Without a plan every turn records as long as that is
 * within the budget.
 */
export function checkpointed(loop: Plan & Turns): () => void {
  const { total, once = false, state = {}, counts, memory = [], grown = [], constant = [], linked = [] } = loop;
  const { advance, record, reverse } = loop;
  const isPlanned = loop.slots !== undefined || loop.every !== undefined;
  let block = loop.every ?? 1;
  let limit = loop.slots ?? Infinity;
  const held = constant.length === 0 ? undefined : new Contents(constant);
  const links = linked.length === 0 ? undefined : new Links(linked);
  const slots = new Slots([state, counts as Cells], memory);
  const recorded: Recorded[] = [];
  /** How many cells the turns that are recorded at a time will take. */
  let room = 0;
  let tape: Tape | undefined;

  const isOver = (turn: number): boolean => counts.turnNow < turn || counts.doneNow === 1;
  /** Puts states between the last one, which is the present one, and that turn, as the schedule wants them. */
  const approach = (into: Slots, end: number): number => {
    for (let turn = into.last; ; ) {
      const blocks = Math.ceil((end - turn) / block);
      const free = limit - into.count;
      if (blocks <= 1) return turn;
      turn += block * (limit === Infinity ? 1 : free > 0 ? split(blocks, free + 1) : blocks - 1);
      advance(turn);
      if (free <= 0) return turn;
      into.push(turn);
    }
  };
  const runToTheEnd = (): number => {
    for (let stride = block; ; ) {
      const turn = slots.last + stride;
      advance(turn);
      if (isOver(turn)) break;
      if (slots.count >= limit) {
        slots.thin();
        stride *= 2;
      }
      if (slots.count < limit && slots.last + stride === turn) slots.push(turn);
    }
    slots.dropFrom(counts.turnNow);
    return counts.turnNow;
  };
  const keepRecorded = (to: number): void => {
    const from = counts.turnNow;
    tape ??= withRoom(once ? openTape() : ownTape(), room);
    record(tape, to);
    recorded.push({ top: tape.top, referenceTop: tape.referenceTop, from });
  };
  /** Records all turns, as long as that is within the budget. @returns whether the loop has ended. */
  const recordWithin = (budget: number): boolean => {
    for (let turns = 1; ; ) {
      const to = Math.min(counts.turnNow + turns, total ?? Infinity);
      keepRecorded(to);
      if (to === total || isOver(to)) return true;
      const each = Math.max(8, bytesOn(tape!) / counts.turnNow);
      const more = Math.floor(budget / each) - counts.turnNow;
      if (more < (total === undefined ? 1 : total - counts.turnNow)) {
        const bytes = { budget, state: slots.bytesOfState, turn: each };
        // Of what may go on for ever, half is for the states.
        if (total !== undefined) ({ slots: limit, block } = bestLayout(total, bytes));
        else {
          limit = Math.max(1, Math.floor(budget / 2 / bytes.state));
          block = Math.max(1, Math.floor(budget / 2 / each));
        }
        room = Math.ceil((block * each) / 8);
        closeTape(tape!);
        tape = undefined;
        recorded.length = 0;
        return false;
      }
      turns = Math.min(more, total === undefined ? counts.turnNow : total - counts.turnNow);
    }
  };

  let end = total === undefined ? Infinity : Math.max(0, total);
  if (end > 0) {
    slots.push(0);
    if (isPlanned || !recordWithin(budgetOfNow(loop.budget))) {
      if (!isPlanned) slots.load();
      if (total === undefined) end = runToTheEnd();
      else {
        approach(slots, end);
        if (once) keepRecorded(end);
        else advance(end);
      }
    } else end = counts.turnNow;
  } else end = 0;

  for (let i = 0; i < grown.length; i += 2) lengthen(grown[i + 1], grown[i]);

  return () => {
    const own = once ? slots : slots.copy();
    const after = new Contents([...memory, ...constant]);
    held?.restore();
    links?.restore();
    let left = end;
    for (const { top, referenceTop, from } of [...recorded].reverse()) {
      tape!.top = top;
      tape!.referenceTop = referenceTop;
      reverse(tape!);
      own.dropFrom((left = from));
    }
    const again = left > 0 ? withRoom(openTape(), room) : undefined;
    while (left > 0) {
      own.load();
      const from = approach(own, left);
      record(again!, left);
      reverse(again!);
      own.dropFrom((left = from));
    }
    if (again !== undefined) closeTape(again);
    if (once && tape !== undefined) closeTape(tape);
    after.restore();
  };
}
