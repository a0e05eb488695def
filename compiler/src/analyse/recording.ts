/**
 * What the reverse sweep needs of the forward sweep, and how it gets it: still in scope, computed again, restored from the
 * next turn of its loop, or recorded in the frame of its segment.
 *
 * "To be recorded" after Hascoët, Naumann and Pascual (FGCS 2005); in SSA only memory can be overwritten.
 */

import type { IrFunction, LoopOp, Op, ValueId } from '../ir/types.js';
import type { Activity } from './activity.js';
import type { CarriedMemory } from './carried-memory.js';
import { type Copy, findCopies, NO_COPIES, withCopies } from './copies.js';
import { type Effects, Overwrites } from './effects.js';
import { type Increments, findIncrements } from './increments.js';
import { findIndependent, type IndependentLoop } from './independent.js';
import { analyseLoops, type LoopFacts, type Loops } from './loops.js';
import type { ClassId, Memory } from './memory.js';
import { findNeeds } from './needs.js';
import { findPlaces, type Places } from './places.js';
import { type Aux, findReversed } from './reversed.js';
import { encloses, findSegments, inChain, type Segment, type Segments } from './segments.js';
import { findSoleContributions } from './sole-contributions.js';
import { findSources, keyOf, type Needed } from './sources.js';
import { analyseStability, type Timing } from './stability.js';
import { chooseStored, type NextTurn, storeEverything } from './storing.js';

export type { Needed } from './sources.js';

export type LoopPlan = {
  readonly facts: LoopFacts;
  /** The reversal counts down the induction itself, or a number of turns. */
  readonly counter: 'induction' | 'turns-from-bounds' | 'counted-turns';
  /** The loop may end by `break`: which one did is carried out of the loop. */
  readonly exitCode: boolean;
};

export type Recording = {
  /** The function, with the copies among its values. */
  readonly fn: IrFunction;
  readonly timing: Timing;
  readonly segments: Segments;
  readonly loops: Loops;
  readonly places: Places;
  readonly increments: Increments;
  /** The operation whose reversal was the first to need a value. */
  readonly neededBy: (needed: Needed) => Op | undefined;
  /** Recorded where the segment ends, in this order. */
  readonly frame: (segment: Segment) => readonly Needed[];
  /** Computed again in the reverse sweep. */
  readonly isRecomputed: (needed: Needed) => boolean;
  /** The loop parameter whose value in the next turn this value is. */
  readonly restoredFrom: (value: ValueId) => { readonly loop: LoopOp; readonly index: number } | undefined;
  readonly planOf: (loop: LoopOp) => LoopPlan;
  /** Given: each turn of the loop is reversed as soon as it has run, with all that it has computed at hand. */
  readonly independent: (loop: LoopOp) => IndependentLoop | undefined;
  /** The stretches of such a turn, which have no frame. */
  readonly isReversedInPlace: (segment: Segment) => boolean;
  /** Whether a value is at hand where a turn of this loop is reversed in place. */
  readonly isAtHand: (value: ValueId, loop: LoopOp) => boolean;
  /** Whether the reverse sweep has anything to do for an operation. */
  readonly isReversed: (op: Op) => boolean;
  /** The one operation that touches the adjoints of an array, and no cell of it twice: its contribution is all there is. */
  readonly isSoleContribution: (op: Op) => boolean;
  /** Parameters whose contents the reverse sweep reads again and that the caller may have changed by then. */
  readonly snapshots: readonly ValueId[];
  /** Arrays whose cells are copied, for their loads in a loop to be repeated, by the loop before which that happens. */
  readonly copiesBefore: (loop: LoopOp) => readonly Copy[];
  /** The copy whose name a value is. */
  readonly copyNamed: (value: ValueId) => Copy | undefined;
  /** The copy that stands for the array when a load is repeated. */
  readonly copyReadBy: (load: Op) => Copy | undefined;
};

export type RecordingOptions = {
  readonly timing: Timing;
  readonly recordEverything: boolean;
  /** The turns of these loops are made again: nothing of them is recorded here. */
  readonly isCheckpointed: (loop: LoopOp) => boolean;
  /** Arrays and objects whose shadows the reverse sweep looks at before and behind the turns of a loop, although it need not. */
  readonly watched: (loop: LoopOp & Op) => readonly CarriedMemory[];
};

export function analyseRecording(
  fn: IrFunction,
  facts: {
    readonly memory: Memory;
    readonly effects: Effects;
    readonly activity: Activity;
    readonly aux: Aux;
    /** Whether a caller may replace the references that a class holds before this function is reversed. */
    readonly isRelinked: (memoryClass: ClassId) => boolean;
  },
  options: RecordingOptions,
): Recording {
  const { memory, activity, aux } = facts;
  const places = findPlaces(fn);
  const loops = analyseLoops(fn, places);
  const written = findSegments(fn);
  const overwrites = new Overwrites(memory, places, facts.effects);
  const none: Increments = { of: () => undefined, covers: () => false };
  const increments = options.recordEverything ? none : findIncrements(fn, memory, facts.effects);
  const later = options.timing !== 'joint';
  const snapshotsAllowed = options.timing === 'later';

  const isReversed = findReversed(fn, { memory, activity, aux, increments, later });
  const independent =
    later || options.recordEverything
      ? new Map<LoopOp, IndependentLoop>()
      : findIndependent(fn, { ...facts, places, loops, overwrites, increments, isReversed });
  const isIndependent = (loop: LoopOp): boolean => independent.has(loop);
  const isReversedInPlace = (segment: Segment): boolean =>
    [...independent.keys()].some((loop) => inChain(written.ofRegion(loop.body), segment));
  const isAtHand = (value: ValueId, loop: LoopOp): boolean => {
    const [first, segment] = [segments.ofRegion(loop.body), segments.definedIn(value)];
    return segment !== undefined && (inChain(first, segment) || encloses(segment, first));
  };
  const inTurns = new Overwrites(memory, places, facts.effects, isIndependent);
  const stability = analyseStability(fn, { ...facts, places, overwrites: inTurns }, options.timing);
  const isCheckpointed = (loop: LoopOp): boolean => !isIndependent(loop) && options.isCheckpointed(loop);
  const isRepeated = (loop: LoopOp): boolean => isIndependent(loop) || isCheckpointed(loop);
  const copyFacts = { memory, overwrites: inTurns, places, loops, segments: written, stability };
  const copies = options.recordEverything ? NO_COPIES : findCopies(fn, { ...copyFacts, isLeftOut: isRepeated });
  const segments = withCopies(written, copies);
  const sources = findSources(fn, { memory, places, loops, segments, stability, copies });
  const needs = findNeeds(fn, {
    ...facts,
    places,
    isReversed,
    isIndependent,
    isCheckpointed,
    watched: options.watched,
  });
  const inScope = (value: ValueId, reader: Op): boolean => {
    if (segments.definedIn(value) === segments.root) return true;
    const turn = places.of(reader).loops.findLast(isIndependent);
    return turn !== undefined && isAtHand(value, turn);
  };
  const isEverywhere = (segment: Segment): boolean => segment === segments.root || isReversedInPlace(segment);
  const storingFacts = { places, loops, segments, sources, copies, isEverywhere };
  const storing = options.recordEverything
    ? storeEverything(storingFacts)
    : chooseStored(
        needs.filter((need) => need.kind === 'turns' || !inScope(need.needed.value, need.reader)),
        storingFacts,
      );

  const known = new Set<number>();
  const recomputed = new Set<number>();
  const neededBy = new Map<number, Op>();
  const restored = new Map<ValueId, NextTurn>();
  const snapshots = new Set<ValueId>();
  const frames = new Map<Segment, Needed[]>();
  const plans = new Map<LoopOp, LoopPlan>();
  const params = new Set(fn.params.flatMap((param) => (param.state === undefined ? [param.value] : [])));

  const request = (needed: Needed, reader: Op): void => {
    const key = keyOf(needed);
    if (!neededBy.has(key)) neededBy.set(key, reader);
    if (inScope(needed.value, reader)) return noteSnapshot(needed);
    if (known.has(key)) return;
    known.add(key);
    if (storing.isStored(needed)) return record(needed);
    const next = needed.shadow ? undefined : storing.restoredFrom(needed.value);
    if (next !== undefined) {
      restored.set(needed.value, next);
      primal(next.loop.params[next.index]!, reader);
      return primal(next.loop.results[next.index]!, reader);
    }
    const from = sources(needed);
    if (from === undefined) throw new Error('ADC9002: a value of a loop test is needed and cannot be computed again');
    recomputed.add(key);
    for (const source of from) request(source, reader);
  };
  const primal = (value: ValueId, reader: Op): void => request({ value, shadow: false }, reader);
  const record = (needed: Needed): void => {
    const segment = segments.definedIn(needed.value)!;
    let frame = frames.get(segment);
    if (frame === undefined) frames.set(segment, (frame = []));
    frame.push(needed);
  };
  const noteSnapshot = ({ value, shadow }: Needed): void => {
    if (snapshotsAllowed && !shadow && params.has(value) && memory.classOf(value) !== undefined) snapshots.add(value);
  };
  const planLoop = (loop: LoopOp & Op): void => {
    const found = loops.factsOf(loop);
    const { counted, inductions } = found;
    const initialOf = (index: number): ValueId => loop.initial[index]!;
    let counter: LoopPlan['counter'] = 'counted-turns';
    if (counted !== undefined && !storing.countsTurns(loop)) {
      counter = Math.abs(counted.induction.step) === 1 ? 'induction' : 'turns-from-bounds';
      primal(counted.bound, loop);
      primal(initialOf(counted.induction.index), loop);
    } else {
      for (const { index, step } of inductions) {
        const isKnown = places.definition(initialOf(index))?.kind === 'const' || inScope(initialOf(index), loop);
        if (Math.abs(step) === 1 && isKnown) primal(initialOf(index), loop);
      }
    }
    plans.set(loop, { facts: found, counter, exitCode: found.breaks });
  };

  // Parameters of loops first: a turn reads what it began with before anything else.
  for (const need of needs) {
    if (need.kind === 'turns' || need.reader.kind !== 'apply') continue;
    const { value, shadow } = need.needed;
    if (!shadow && places.loopOf(value) !== undefined) primal(value, need.reader);
  }
  for (const need of needs) {
    if (need.kind === 'turns') planLoop(need.loop);
    else request(need.needed, need.reader);
  }

  const needed = copies.all.filter(({ value }) => neededBy.has(keyOf({ value, shadow: false })));
  return {
    fn: { ...fn, values: new Map([...fn.values, ...copies.all.map(({ value, info }) => [value, info] as const)]) },
    timing: options.timing,
    segments,
    loops,
    places,
    increments,
    neededBy: (needed) => neededBy.get(keyOf(needed)),
    frame: (segment) => frames.get(segment) ?? [],
    isRecomputed: (needed) => recomputed.has(keyOf(needed)),
    restoredFrom: (value) => restored.get(value),
    planOf: (loop) => plans.get(loop)!,
    independent: (loop) => independent.get(loop),
    isReversedInPlace,
    isAtHand,
    isReversed,
    isSoleContribution: options.recordEverything
      ? () => false
      : findSoleContributions(fn, { memory, places, loops, increments, isReversed }, options.timing),
    snapshots: [...snapshots],
    copiesBefore: (loop) => needed.filter((copy) => copy.loop === loop),
    copyNamed: (value) => copies.all.find((copy) => copy.value === value),
    copyReadBy: copies.readBy,
  };
}
