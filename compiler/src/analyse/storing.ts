/**
 * Which of the values that the reverse sweep needs are recorded, so that the others can be had from them.
 *
 * A cell of the tape costs as much as the cheap operations it is worth, each for as often as it is expected to be run: what is
 * chosen costs least together. What takes long, such as a sine, is never computed again. After Enzyme, whose cuts count values.
 */

import type { LoopOp, Op, ValueId } from '../ir/types.js';
import { cheapestStore, type Source } from './cheapest-store.js';
import type { Copies, Copy } from './copies.js';
import type { Loops } from './loops.js';
import type { Need } from './needs.js';
import type { Places } from './places.js';
import { primitives } from './rules-facts.js';
import { encloses, inChain, leavesOf, type Segment, type Segments } from './segments.js';
import { keyOf, type Needed } from './sources.js';

/** So many cheap operations take as long as writing a cell of the tape and reading it again. */
const CELL = 16;
/** Turns of a loop of which no constant tells how many there are; each arm of a branch counts as if it were always taken. */
const TURNS = 100;
/** A copy takes so many cells more than it has: where it begins, and a loop for it. */
const COPY = 8;
/** Nests that run more often than that are not told apart, so that sums stay exact. */
const MOST = 1e9;

/** The loop parameter whose value in the next turn a value is. */
export type NextTurn = { readonly loop: LoopOp; readonly index: number };

export type Storing = {
  readonly isStored: (needed: Needed) => boolean;
  /** Not stored, since the next turn has the value as its parameter. */
  readonly restoredFrom: (value: ValueId) => NextTurn | undefined;
  /** The turns of the loop are counted, as their number does not follow from anything that can be had for less. */
  readonly countsTurns: (loop: LoopOp) => boolean;
};

type Facts = {
  readonly places: Places;
  readonly loops: Loops;
  readonly segments: Segments;
  readonly sources: (needed: Needed) => readonly Needed[] | undefined;
  readonly copies: Copies;
  /** Whether what a segment defines is at hand wherever it is read. */
  readonly isEverywhere: (segment: Segment) => boolean;
};

export function storeEverything({ segments, sources }: Pick<Facts, 'segments' | 'sources'>): Storing {
  return {
    isStored: (needed) => segments.definedIn(needed.value) !== undefined && sources(needed)?.length !== 0,
    restoredFrom: () => undefined,
    countsTurns: () => true,
  };
}

export function chooseStored(needs: readonly Need[], facts: Facts): Storing {
  const { segments, sources } = facts;
  const turnsOf = countTurns(facts);
  const executions = countExecutions(turnsOf);
  const copies = new Map(facts.copies.all.map((copy) => [copy.value, copy]));
  const sourceOfCopy = ({ loop, end }: Copy): Source => {
    const often = executions(segments.ofRegion(loop.body).parent!);
    return { from: undefined, price: Math.min(MOST, often * (turnsOf(end.counter) + COPY)) * CELL, work: 0 };
  };
  const loopKeys = new Map<LoopOp, number>();
  const restored = new Map<ValueId, NextTurn>();

  const values = new Map<number, Needed>();
  const enter = (needed: Needed): number => {
    const key = keyOf(needed);
    values.set(key, needed);
    return key;
  };
  const primal = (value: ValueId): number => enter({ value, shadow: false });
  const sourceOfValue = (needed: Needed): Source | undefined => {
    const copy = copies.get(needed.value);
    if (copy !== undefined) return sourceOfCopy(copy);
    const segment = segments.definedIn(needed.value);
    if (segment !== undefined && facts.isEverywhere(segment)) return undefined;
    const often = segment === undefined ? 1 : executions(segment);
    const price = segment === undefined ? Infinity : CELL * often;
    const next = needed.shadow ? undefined : restored.get(needed.value);
    if (next !== undefined) return { from: [primal(next.loop.results[next.index]!)], price, work: 0 };
    const from = sources(needed)?.map(enter);
    return { from, price, work: from === undefined || isFree(needed.value, facts) ? 0 : often };
  };
  const sourceOf = (key: number): Source | undefined => {
    const needed = values.get(key);
    return needed === undefined ? sourcesOfTurns.get(key) : sourceOfValue(needed);
  };
  // That turns are counted takes an addition in each turn, too.
  const sourcesOfTurns = new Map<number, Source>();
  const keyOfTurns = (loop: LoopOp & Op): number => {
    const { counted } = facts.loops.factsOf(loop);
    const key = -1 - loopKeys.size;
    loopKeys.set(loop, key);
    sourcesOfTurns.set(key, {
      from: counted && [primal(counted.bound), primal(loop.initial[counted.induction.index]!)],
      price: 2 * CELL * executions(segments.ofRegion(loop.body).parent!),
      work: 0,
    });
    return key;
  };
  const needed = needs.map((need) => (need.kind === 'turns' ? keyOfTurns(need.loop) : enter(need.needed)));

  let store = cheapestStore(needed, sourceOf);
  const forced: number[] = [];
  for (let improved = true; improved; ) {
    improved = false;
    for (const { value, shadow } of [...values.values()]) {
      const next = shadow || restored.has(value) ? undefined : nextTurnWith(value, facts);
      if (next === undefined) continue;
      restored.set(value, next);
      const param = primal(next.loop.params[next.index]!);
      const other = cheapestStore([...needed, ...forced, param], sourceOf);
      if (other.cost < store.cost) {
        store = other;
        forced.push(param);
        improved = true;
      } else restored.delete(value);
    }
  }
  return {
    isStored: (each) => store.stored.has(keyOf(each)),
    restoredFrom: (value) => restored.get(value),
    countsTurns: (loop) => store.stored.has(loopKeys.get(loop)!),
  };
}

function countTurns({ places, loops }: Facts): (loop: LoopOp) => number {
  const constantOf = (value: ValueId): number | undefined => {
    const op = places.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' ? op.value : undefined;
  };
  return (loop) => {
    const { counted } = loops.factsOf(loop);
    const first = counted && constantOf(loop.initial[counted.induction.index]!);
    const last = counted && constantOf(counted.bound);
    if (first === undefined || last === undefined) return TURNS;
    return Math.max(1, Math.round((last - first) / counted!.induction.step));
  };
}

/** How often a segment is expected to be run. */
function countExecutions(turnsOf: (loop: LoopOp) => number): (segment: Segment) => number {
  const known = new Map<Segment, number>();
  const executions = (segment: Segment): number => {
    let count = known.get(segment);
    if (count === undefined) {
      const turns = segment.loop === undefined ? 1 : turnsOf(segment.loop);
      count = Math.min(MOST, turns * (segment.parent === undefined ? 1 : executions(segment.parent)));
      known.set(segment, count);
    }
    return count;
  };
  return executions;
}

/** A parameter of the loop that becomes the value in the turn behind it. */
function nextTurnWith(value: ValueId, { places, segments }: Facts): NextTurn | undefined {
  const loop = places.loopsAround(value).at(-1);
  const segment = segments.definedIn(value);
  if (loop === undefined || segment === undefined || places.loopOf(value) === loop) return undefined;
  const body = segments.ofRegion(loop.body);
  const leaves = [...leavesOf(body)].filter((leaf) => encloses(segment, leaf.segment));
  if (leaves.length === 0 || !inChain(body, segment)) return undefined;
  const index = loop.params.findIndex((_, i) =>
    leaves.every(({ end }) => (end.kind === 'continue' || end.kind === 'break') && end.values[i] === value),
  );
  return index < 0 ? undefined : { loop, index };
}

/** What is no work, or is done where it is used: a sign, a comparison. */
function isFree(value: ValueId, { places }: Facts): boolean {
  const op = places.definition(value);
  return op?.kind === 'const' || (op?.kind === 'apply' && primitives[op.primitive]?.cost === 'free');
}
