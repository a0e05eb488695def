/**
 * Loops whose turns can be reversed one by one while the loop runs: a turn forward, and at once backward (Hascoët, Fidanova and Held,
 * Adjoining independent computations, 2001). Turns must have nothing to do with each other but for sums that they add to, the adjoints of
 * these sums must be known before the loop, and nothing may lie between where a turn is reversed now and where it would be otherwise
 * that has to do with what it adds to shadows.
 */

import { directExit } from '../ir/exits.js';
import { isReference } from '../ir/type-facts.js';
import type { ApplyOp, IfOp, IrFunction, LoopOp, Op, Region, Terminator, ValueId } from '../ir/types.js';
import { carriedBy, opsOf, operandsOf, regionsOf, regionsWithin } from '../ir/walk.js';
import { findAccumulators } from './accumulators.js';
import type { Activity } from './activity.js';
import type { Overwrites, Effects } from './effects.js';
import type { Increments } from './increments.js';
import type { Loops } from './loops.js';
import { type ClassId, ELEMENTS, type Memory } from './memory.js';
import type { Places } from './places.js';
import { primitives, readsOf } from './rules-facts.js';
import { findTurnMemory } from './turn-memory.js';

/** How the adjoints of an independent loop's results are had before it runs. */
export type IndependentLoop = {
  /** What adjoints pass through behind the loop, in program order: of an `if`, the arm that the loop is in. */
  readonly ahead: readonly AheadStep[];
  /** The values whose adjoints are formed on this way. */
  readonly reached: ReadonlySet<ValueId>;
  /** Where the way begins: the end of the function, or that of a turn of the independent loop around this one. */
  readonly end: Terminator;
  readonly around: (LoopOp & Op) | undefined;
  /** Whether a value is there before the loop. */
  readonly isBefore: (value: ValueId) => boolean;
};

export type AheadStep =
  | (ApplyOp & Op)
  | (LoopOp & Op)
  | { readonly kind: 'arm'; readonly of: IfOp & Op; readonly arm: Region };

/** Where a region stands. */
type Level = {
  readonly region: Region;
  readonly index: number;
  /** The `if` that it is an arm of stands there; undefined for the body of the function and of independent loops. */
  readonly outer: Level | undefined;
  readonly around: (LoopOp & Op) | undefined;
};

/** How many operations may be reversed more than once in the text, each time for another end of a turn. */
const maxRepeated = 60;

export function findIndependent(
  fn: IrFunction,
  facts: {
    readonly memory: Memory;
    readonly effects: Effects;
    readonly activity: Activity;
    readonly places: Places;
    readonly loops: Loops;
    readonly overwrites: Overwrites;
    readonly increments: Increments;
    readonly isReversed: (op: Op) => boolean;
  },
): ReadonlyMap<LoopOp, IndependentLoop> {
  const { memory, activity, places, overwrites, increments, isReversed } = facts;
  const found = new Map<LoopOp, IndependentLoop>();
  const { accumulates } = findAccumulators(facts);
  const { isOfTurn, isShared } = findTurnMemory(fn, facts, (loop) => found.has(loop));
  const typeOf = (value: ValueId) => fn.values.get(value)!.type;
  const matters = (op: Op): boolean => isReversed(op) || increments.covers(op);

  /** From the last operation to the first: what stands behind a loop is known when the loop is looked at. */
  const visit = (region: Region, outer: Level | undefined, around: (LoopOp & Op) | undefined): void => {
    for (let index = region.ops.length - 1; index >= 0; index--) {
      const op = region.ops[index]!;
      const level: Level = { region, index, outer, around };
      if (op.kind === 'if') {
        const exit = directExit(op);
        if (exit !== undefined) visit(op[exit], undefined, around);
        else for (const arm of [op.then, op.else]) if (arm.end.kind === 'yield') visit(arm, level, around);
      }
      if (op.kind !== 'loop' || !mayBeReversedInTurn(op, around)) continue;
      const independent = findAhead(op, level);
      if (independent === undefined) continue;
      found.set(op, independent);
      visit(op.body, undefined, op);
      if (isFaster(op)) continue;
      for (const inner of [op, ...inside(op)]) if (inner.kind === 'loop') found.delete(inner);
    }
  };

  const mayBeReversedInTurn = (loop: LoopOp & Op, around: (LoopOp & Op) | undefined): boolean => {
    const plan = loop.directives?.checkpoint?.plan;
    if (!isReversed(loop) || plan === 'fixed-point' || plan === 'call') return false;
    const carried = [...loop.params, ...loop.results];
    if (carried.some((value) => isReference(typeOf(value)) && activity.hasShadow(value))) return false;
    return isShortBeforeExits(loop) && hasKnownOperations(loop) && accumulates(loop) && leavesMemoryAlone(loop, around);
  };

  /** What stands before an exit is reversed there, and behind the exit once more. */
  const isShortBeforeExits = ({ body }: LoopOp & Op): boolean => {
    const last = body.ops.findLastIndex((op) => directExit(op) !== undefined);
    const before = body.ops.slice(0, last + 1);
    const exits = before.filter((op) => directExit(op) !== undefined).length;
    return exits * before.flatMap((op) => [op, ...inside(op)]).filter(isReversed).length <= maxRepeated;
  };

  const hasKnownOperations = (loop: LoopOp & Op): boolean =>
    inside(loop).every(
      (op) =>
        op.kind !== 'closure' &&
        (op.kind !== 'helper' || /^(?:accumulate|holdsIntegers|keysOf|orderOf)$/.test(op.name)),
    );

  /**
   * Shadows of what outlives a turn are only added to, in turns and by all that is reversed later on: neither the loop nor what follows
   * writes the memory, or takes part of it away.
   */
  const leavesMemoryAlone = (loop: LoopOp & Op, around: (LoopOp & Op) | undefined): boolean =>
    touchedIn(loop).every((each) => isOfTurn(each, loop, around) || !overwrites.writtenAfter(loop, each, ELEMENTS));

  const touchedIn = (loop: LoopOp & Op): readonly ClassId[] => {
    const touched = new Set<ClassId>();
    for (const op of inside(loop)) {
      for (const { memoryClass } of facts.effects.writesOf(op))
        for (const alias of memory.aliasesOf(memoryClass)) touched.add(alias);
      if (!matters(op)) continue;
      for (const value of operandsOf(op)) {
        const memoryClass = memory.classOf(value);
        if (memoryClass === undefined) continue;
        const reached = op.kind === 'call' ? memory.reachableFrom(memoryClass) : [memoryClass];
        for (const each of reached) touched.add(each);
      }
    }
    return [...touched].filter((each) => activity.shadowed(each));
  };

  /**
   * Where turns take long for reasons of their own, as with exponentials, and loop inside, a processor does more at a time when it makes
   * all of them first: that was measured. What is recorded of arrays that turns share outweighs it.
   */
  const isFaster = (loop: LoopOp & Op): boolean => {
    const ops = inside(loop).filter(isReversed);
    const takesLong = (op: Op): boolean => {
      if (op.kind !== 'apply') return op.kind === 'call';
      return primitives[op.primitive]?.cost === 'costly' && constantOf(op.args[1] ?? op.result) !== 2;
    };
    const hasLoops = ops.some((op) => op.kind === 'loop' && !found.has(op));
    if (!hasLoops || !ops.some(takesLong)) return true;
    return touchedIn(loop).some((each) => isShared(each, loop));
  };

  /** The way of the adjoints from where they are known to the results of the loop; undefined where they have to wait for the loop. */
  const findAhead = (loop: LoopOp & Op, level: Level): IndependentLoop | undefined => {
    const reached = new Set(loop.results.filter((result) => activity.isActive(result)));
    const ahead: AheadStep[] = [];
    const { position } = places.of(loop);
    const isBefore = (value: ValueId): boolean => {
      const op = places.definition(value);
      if (op === undefined) return true;
      return places.of(op).position < position && !inside(op).includes(loop);
    };
    const isKnown = (value: ValueId): boolean => {
      if (isBefore(value)) return true;
      if (reached.has(value)) return false;
      const op = places.definition(value)!;
      switch (op.kind) {
        case 'const':
          return true;
        case 'apply':
          return op.args.every(isKnown);
        case 'length': {
          const memoryClass = memory.classOf(op.array);
          return memoryClass !== undefined && isKnown(op.array) && !overwrites.resizedAfter(loop, memoryClass);
        }
        default:
          return false;
      }
    };
    const passes = (op: Op): boolean => {
      if (directExit(op) !== undefined) return false;
      if (!matters(op)) return true;
      if (!usedIn(op).some((value) => reached.has(value))) return true;
      if (op.kind === 'apply') return passesApply(op);
      if (op.kind !== 'loop' || !found.has(op)) return false;
      if ([...regionsOf(op)].some((region) => usedWithin(region).some((value) => reached.has(value)))) return false;
      op.initial.forEach((value, i) => {
        if (reached.has(value) && activity.isActive(op.results[i]!)) reached.add(op.results[i]!);
      });
      ahead.push(op);
      return true;
    };
    const passesApply = (op: ApplyOp & Op): boolean => {
      if (increments.covers(op)) return false;
      const literals = new Set(op.literals);
      const reads = readsOf(op.primitive, op.args.map(activity.isActive), op.args.length, {
        literal: (i) => literals.has(i),
        literalValue: (i) => constantOf(op.args[i]!),
      });
      if (reads.out || ![...reads.args].every((i) => isKnown(op.args[i]!))) return false;
      reached.add(op.result);
      ahead.push(op);
      return true;
    };
    for (let at = level; ; ) {
      const { region, index, outer, around } = at;
      if (!region.ops.slice(index + 1).every(passes)) return undefined;
      const { end } = region;
      if (outer === undefined) {
        const isOwn =
          end.kind === 'return' || ((end.kind === 'continue' || end.kind === 'break') && end.label === around?.label);
        return isOwn ? { ahead, reached, end, around, isBefore } : undefined;
      }
      const op = outer.region.ops[outer.index] as IfOp & Op;
      carriedBy(end).forEach((value, i) => {
        if (reached.has(value) && activity.isActive(op.results[i]!)) reached.add(op.results[i]!);
      });
      ahead.push({ kind: 'arm', of: op, arm: region });
      at = outer;
    }
  };
  const constantOf = (value: ValueId): number | undefined => {
    const op = places.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' ? op.value : undefined;
  };

  visit(fn.body, undefined, undefined);
  return found;
}

function inside(op: Op): readonly Op[] {
  return regionsOf(op).flatMap((region) => [...opsOf(region)]);
}

/** What an operation uses, and all that is in it. */
function usedIn(op: Op): readonly ValueId[] {
  return [...operandsOf(op), ...regionsOf(op).flatMap(usedWithin)];
}

function usedWithin(region: Region): readonly ValueId[] {
  return [
    ...[...opsOf(region)].flatMap(operandsOf),
    ...[...regionsWithin(region)].flatMap(({ end }) => carriedBy(end)),
  ];
}
