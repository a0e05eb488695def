/**
 * What the reverse sweep needs of the forward sweep, and how it gets it: still in scope, computed again, restored from the
 * next turn of its loop, or recorded in the frame of its segment.
 *
 * "To be recorded" after Hascoët, Naumann and Pascual (FGCS 2005); in SSA only memory can be overwritten. Between recording
 * and computing again the choice is greedy: a cheap value is computed again when that records no more than it saves.
 */

import { comparedWithNothing } from './asked-for.js';
import { isReference, mayHoldIntegers } from '../ir/type-facts.js';
import type { ApplyOp, IrFunction, LoopOp, Op, Region, ValueId } from '../ir/types.js';
import { directExit } from '../ir/exits.js';
import type { Activity } from './activity.js';
import type { CarriedMemory } from './carried-memory.js';
import { type Effects, Overwrites } from './effects.js';
import { type Increments, findIncrements } from './increments.js';
import { analyseLoops, type LoopFacts, type Loops } from './loops.js';
import { type ClassId, ELEMENTS, type Memory } from './memory.js';
import { findPlaces, type Places } from './places.js';
import { type Aux, findReversed } from './reversed.js';
import { primitives, readsOf } from './rules-facts.js';
import { encloses, findSegments, leavesOf, type Segment, type Segments } from './segments.js';
import { findSoleContributions } from './sole-contributions.js';
import { analyseStability, type Timing } from './stability.js';

/** A value of the forward sweep: the primal one, or the shadow of a reference. */
export type Needed = { readonly value: ValueId; readonly shadow: boolean };

export type LoopPlan = {
  readonly facts: LoopFacts;
  /** The reversal counts down the induction itself, or a number of turns. */
  readonly counter: 'induction' | 'turns-from-bounds' | 'counted-turns';
  /** The loop may end by `break`: which one did is carried out of the loop. */
  readonly exitCode: boolean;
};

export type Recording = {
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
  /** Whether the reverse sweep has anything to do for an operation. */
  readonly isReversed: (op: Op) => boolean;
  /** The one operation that touches the adjoints of an array, and no cell of it twice: its contribution is all there is. */
  readonly isSoleContribution: (op: Op) => boolean;
  /** Parameters whose contents the reverse sweep reads again and that the caller may have changed by then. */
  readonly snapshots: readonly ValueId[];
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
  const segments = findSegments(fn);
  const overwrites = new Overwrites(memory, places, facts.effects);
  const none: Increments = { of: () => undefined, covers: () => false };
  const increments = options.recordEverything ? none : findIncrements(fn, memory, facts.effects);
  const later = options.timing !== 'joint';
  const snapshotsAllowed = options.timing === 'later';

  const { isStable, keepsShadow, resizable } = analyseStability(fn, { ...facts, places, overwrites }, options.timing);

  const keyOf = (needed: Needed): number => needed.value * 2 + (needed.shadow ? 1 : 0);
  const recorded = new Map<number, Needed>();
  const recomputed = new Set<number>();
  const neededBy = new Map<number, Op>();
  let reader: Op | undefined;
  const restored = new Map<ValueId, { loop: LoopOp; index: number }>();
  const snapshots = new Set<ValueId>();
  const frames = new Map<Segment, Needed[]>();
  const plans = new Map<LoopOp, LoopPlan>();
  const typeOf = (value: ValueId) => fn.values.get(value)!.type;
  const params = new Set(fn.params.flatMap((param) => (param.state === undefined ? [param.value] : [])));

  const isReversed = findReversed(fn, { memory, activity, aux, increments, later });
  /* ---- can a value be computed again, and from what? undefined: no. */
  const sources = (needed: Needed): readonly Needed[] | undefined => {
    const primal = (value: ValueId): Needed => ({ value, shadow: false });
    const op = places.definition(needed.value);
    if (op === undefined) {
      const loop = places.loopOf(needed.value);
      if (loop === undefined || needed.shadow) return undefined;
      const index = loop.params.indexOf(needed.value);
      const induction = loops.factsOf(loop).inductions.find((i) => i.index === index);
      return induction === undefined || options.recordEverything ? undefined : [primal(loop.initial[index]!)];
    }
    if (needed.shadow) return shadowSources(op);
    switch (op.kind) {
      case 'const':
        return [];
      case 'apply':
        // A number that may be missing is recorded as one that is none.
        if (comparedWithNothing(fn, op, places).length > 0 && segments.definedIn(op.result) !== undefined)
          return undefined;
        return primitives[op.primitive]?.cost === 'costly' ? undefined : op.args.map(primal);
      case 'length': {
        const memoryClass = memory.classOf(op.array);
        if (memoryClass === undefined || resizable(op.array, op, memoryClass)) return undefined;
        return [primal(op.array)];
      }
      case 'load':
        return isStable(op, op.array, ELEMENTS) ? [primal(op.array), primal(op.index)] : undefined;
      case 'get':
        return isStable(op, op.object, op.field) ? [primal(op.object)] : undefined;
      default:
        return undefined;
    }
  };
  const shadowSources = (op: Op): readonly Needed[] | undefined => {
    if ((op.kind === 'load' || op.kind === 'get') && mayHoldIntegers(typeOf(op.result))) return undefined;
    if (op.kind === 'load' && keepsShadow(op, op.array, ELEMENTS)) {
      return [
        { value: op.array, shadow: true },
        { value: op.index, shadow: false },
      ];
    }
    if (op.kind === 'get' && keepsShadow(op, op.object, op.field)) return [{ value: op.object, shadow: true }];
    return undefined;
  };
  /* ---- decisions */
  const inScope = (needed: Needed): boolean => segments.definedIn(needed.value) === segments.root;
  const isKnown = (needed: Needed): boolean =>
    inScope(needed) ||
    recorded.has(keyOf(needed)) ||
    recomputed.has(keyOf(needed)) ||
    (!needed.shadow && restored.has(needed.value));
  /** What would have to be recorded to compute a value again. */
  const missing = (needed: Needed, into: Set<number>, depth: number): boolean => {
    if (isKnown(needed)) return true;
    const from = depth > 12 ? undefined : sources(needed);
    if (from === undefined) {
      if (segments.definedIn(needed.value) === undefined) return false;
      into.add(keyOf(needed));
      return true;
    }
    return from.every((source) => missing(source, into, depth + 1));
  };
  const request = (needed: Needed): void => {
    if (reader !== undefined && !neededBy.has(keyOf(needed))) neededBy.set(keyOf(needed), reader);
    if (isKnown(needed)) {
      if (inScope(needed)) noteSnapshot(needed);
      return;
    }
    const segment = segments.definedIn(needed.value);
    const from = sources(needed);
    const mustCompute = segment === undefined;
    if (from !== undefined && (mustCompute || !options.recordEverything || from.length === 0)) {
      const leaves = new Set<number>();
      const possible = missing(needed, leaves, 0);
      if (possible && (mustCompute || leaves.size <= 1)) {
        recomputed.add(keyOf(needed));
        for (const source of from) request(source);
        return;
      }
    }
    if (segment === undefined)
      throw new Error('ADC9002: a value of a loop test is needed and cannot be computed again');
    if (!needed.shadow && restoreFromNextTurn(needed.value)) return;
    recorded.set(keyOf(needed), needed);
    let frame = frames.get(segment);
    if (frame === undefined) frames.set(segment, (frame = []));
    frame.push(needed);
  };
  const noteSnapshot = (needed: Needed): void => {
    if (snapshotsAllowed && !needed.shadow && params.has(needed.value) && memory.classOf(needed.value) !== undefined)
      snapshots.add(needed.value);
  };
  /** The value becomes a parameter that is recorded every turn: the turn behind it has just read it. */
  const restoreFromNextTurn = (value: ValueId): boolean => {
    if (options.recordEverything) return false;
    const loop = places.loopsAround(value).at(-1);
    if (loop === undefined || places.loopOf(value) === loop) return false;
    const segment = segments.definedIn(value)!;
    const body = segments.ofRegion(loop.body);
    const leaves = [...leavesOf(body)].filter((leaf) => encloses(segment, leaf.segment));
    if (leaves.length === 0 || !inChain(body, segment)) return false;
    const index = loop.params.findIndex(
      (param, i) =>
        recorded.has(keyOf({ value: param, shadow: false })) &&
        leaves.every(({ end }) => (end.kind === 'continue' || end.kind === 'break') && end.values[i] === value),
    );
    if (index < 0) return false;
    restored.set(value, { loop, index });
    request({ value: loop.results[index]!, shadow: false });
    return true;
  };

  const primal = (value: ValueId): void => request({ value, shadow: false });
  const shadow = (value: ValueId): void => request({ value, shadow: true });

  const readsOfApply = (op: ApplyOp): ReturnType<typeof readsOf> => {
    const literals = new Set(op.literals);
    return readsOf(op.primitive, op.args.map(activity.isActive), op.args.length, {
      literal: (i) => literals.has(i),
      literalValue: (i) => constantOf(op.args[i]!),
    });
  };
  const needsOfApply = (op: ApplyOp): void => {
    const reads = readsOfApply(op);
    for (const i of [...reads.args].sort((a, b) => a - b)) primal(op.args[i]!);
    if (reads.out) primal(op.result);
  };
  const constantOf = (value: ValueId): number | undefined => {
    const op = places.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' ? op.value : undefined;
  };
  const needsOf = (op: Op): void => {
    switch (op.kind) {
      case 'apply':
        needsOfApply(op);
        break;
      case 'load':
        shadow(op.array);
        primal(op.index);
        break;
      case 'get':
        shadow(op.object);
        break;
      case 'store':
        shadow(op.array);
        primal(op.index);
        if (aux.has(op)) shadow(aux.get(op)![0]!);
        break;
      case 'set':
        shadow(op.object);
        if (aux.has(op)) shadow(aux.get(op)![0]!);
        break;
      case 'alloc':
        shadow(op.result);
        if (op.init.form === 'copy' && activity.hasShadow(op.init.of)) shadow(op.init.of);
        break;
      case 'method': {
        shadow(op.array);
        if (op.name === 'set') {
          if (activity.hasShadow(op.args[0]!)) shadow(op.args[0]!);
          if (op.args[1] !== undefined) primal(op.args[1]);
        } else if (op.name === 'slice') {
          if (op.result !== undefined) shadow(op.result);
        }
        for (const value of aux.get(op) ?? []) primal(value);
        break;
      }
      case 'helper':
        if (op.name === 'accumulate') op.args.forEach(shadow);
        else if (op.name === 'shadows') shadow(op.result!);
        break;
      case 'call':
      case 'opaque':
        if (op.kind === 'call' && activity.callMask(op) !== undefined) break;
        for (const result of op.results) if (isReference(typeOf(result)) && activity.hasShadow(result)) shadow(result);
        break;
      case 'if': {
        const arm = directExit(op);
        const thrown = op.then.end.kind === 'throw' || op.else.end.kind === 'throw';
        if (arm === undefined ? !thrown : op[arm].end.kind === 'continue') primal(op.test);
        for (const region of [op.then, op.else]) if (region.end.kind !== 'throw') needsWithin(region);
        break;
      }
      case 'loop':
        if (options.isCheckpointed(op)) break;
        planLoop(op);
        needsWithin(op.body);
        break;
      default:
    }
  };
  const needsWithin = (region: Region): void => {
    for (const op of region.ops) {
      if (!isReversed(op) && directExit(op) === undefined) continue;
      reader = op;
      needsOf(op);
    }
  };
  const planLoop = (loop: LoopOp & Op): void => {
    const found = loops.factsOf(loop);
    const { counted, breaks } = found;
    let counter: LoopPlan['counter'] = 'counted-turns';
    if (counted !== undefined && !options.recordEverything) {
      const leaves = new Set<number>();
      if (missing({ value: counted.bound, shadow: false }, leaves, 0) && leaves.size <= 1) {
        counter = Math.abs(counted.induction.step) === 1 ? 'induction' : 'turns-from-bounds';
        primal(counted.bound);
        primal(loop.initial[counted.induction.index]!);
      }
    }
    plans.set(loop, { facts: found, counter, exitCode: breaks });
    for (const { behind, before } of options.watched(loop)) {
      shadow(behind);
      shadow(before);
    }
    if (counter === 'counted-turns') {
      for (const { index, step } of found.inductions) {
        const initial = loop.initial[index]!;
        if (
          Math.abs(step) === 1 &&
          (places.definition(initial)?.kind === 'const' || inScope({ value: initial, shadow: false }))
        )
          primal(initial);
      }
    }
  };

  // Parameters of loops first: what they record makes other values restorable.
  const direct = new Map<ValueId, Op>();
  for (const { op, loops: around } of places.all) {
    if (around.some(options.isCheckpointed)) continue;
    if (op.kind === 'apply' && isReversed(op))
      for (const i of readsOfApply(op).args) if (!direct.has(op.args[i]!)) direct.set(op.args[i]!, op);
  }
  for (const [value, op] of direct) {
    if (places.loopOf(value) === undefined) continue;
    reader = op;
    primal(value);
  }
  needsWithin(fn.body);

  return {
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
    isReversed,
    isSoleContribution: options.recordEverything
      ? () => false
      : findSoleContributions(fn, { memory, places, loops, increments, isReversed }, options.timing),
    snapshots: [...snapshots],
  };
}

/** Whether a segment belongs to the chain that begins with `body` (and not to an arm or loop nested inside). */
function inChain(body: Segment, segment: Segment): boolean {
  if (body === segment) return true;
  if (body.end.kind === 'leaf') return false;
  return inChain(body.end.exit, segment) || inChain(body.end.rest, segment);
}
