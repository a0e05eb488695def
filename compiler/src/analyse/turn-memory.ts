/**
 * Memory that belongs to one turn of a loop: arrays and objects that a turn makes, and nobody has got hold of when it ends; and arrays that
 * the turns share, but of which each writes all before it reads any (Tu and Padua, Automatic array privatization, 1993).
 */

import { directExit } from '../ir/exits.js';
import { present } from '../ir/type-facts.js';
import type { IrFunction, LoopOp, Op, ValueId } from '../ir/types.js';
import { carriedBy, opsOf, operandsOf, regionsOf, resultsOf } from '../ir/walk.js';
import type { Effects } from './effects.js';
import type { Increments } from './increments.js';
import type { Loops } from './loops.js';
import type { ClassId, Memory } from './memory.js';
import type { Places } from './places.js';

export type TurnMemory = {
  /**
   * Whether no derivative enters a turn in this memory, or leaves it.
   *
   * @param around the next loop around that one whose turns are reversed in place.
   */
  readonly isOfTurn: (memoryClass: ClassId, loop: LoopOp & Op, around: (LoopOp & Op) | undefined) => boolean;
  /** Whether it is an array that the turns share. */
  readonly isShared: (memoryClass: ClassId, loop: LoopOp & Op) => boolean;
};

export function findTurnMemory(
  fn: IrFunction,
  facts: {
    readonly memory: Memory;
    readonly effects: Effects;
    readonly places: Places;
    readonly loops: Loops;
    readonly increments: Increments;
    readonly isReversed: (op: Op) => boolean;
  },
  isReversedInPlace: (loop: LoopOp) => boolean,
): TurnMemory {
  const { memory, effects, places, loops, increments, isReversed } = facts;
  const named = new Map<ClassId, ValueId[]>();
  for (const value of fn.values.keys()) {
    const id = memory.classOf(value);
    if (id !== undefined) named.set(id, [...(named.get(id) ?? []), value]);
  }
  const all = new Set([...named.keys()].flatMap((id) => memory.reachableFrom(id)));
  const holders = (id: ClassId): readonly ClassId[] =>
    [...all].filter((each) => memory.fieldsOf(each).some((field) => memory.contentOf(each, field) === id));
  const isSeen = (id: ClassId): boolean =>
    memory.isExternal(id) || memory.isOuter(id) || memory.isExposed(id) || memory.isReturned(id);

  const madeIn = new Map<LoopOp, ReadonlySet<ValueId>>();
  const madeWithin = (loop: LoopOp & Op): ReadonlySet<ValueId> => {
    let made = madeIn.get(loop);
    if (made === undefined) {
      const ops = [...opsOf(loop.body)];
      const params = ops.flatMap((op) => (op.kind === 'loop' ? op.params : []));
      madeIn.set(loop, (made = new Set([...ops.flatMap(resultsOf), ...params])));
    }
    return made;
  };
  const isMade = (memoryClass: ClassId, loop: LoopOp & Op, seen = new Set<ClassId>()): boolean => {
    if (seen.has(memoryClass)) return true;
    seen.add(memoryClass);
    if (isSeen(memoryClass)) return false;
    const made = madeWithin(loop);
    return (
      (named.get(memoryClass) ?? []).every((value) => made.has(value)) &&
      holders(memoryClass).every((holder) => isMade(holder, loop, seen))
    );
  };

  const uses = (op: Op, array: ValueId): boolean => operandsOf(op).includes(array);
  const matters = (op: Op): boolean => isReversed(op) || increments.covers(op);

  /** One array of numbers that keeps its length and goes by one name, of which each turn writes all before it reads any. */
  const isRewritten = (memoryClass: ClassId, loop: LoopOp & Op): boolean => {
    const [array, ...others] = named.get(memoryClass) ?? [];
    if (array === undefined || others.length > 0 || isSeen(memoryClass) || holders(memoryClass).length > 0)
      return false;
    const type = present(fn.values.get(array)!.type);
    if (type.kind !== 'array' || type.element.kind !== 'number') return false;
    if (places.definition(array)?.kind !== 'alloc' || isCarried(array)) return false;
    const users = places.all.filter(({ op }) => uses(op, array));
    if (users.some(({ op }) => effects.writesOf(op).some(({ resizes }) => resizes))) return false;
    const first = loop.body.ops.findIndex((op) => rewrites(op, array));
    if (first < 0) return false;
    const behind = new Set(loop.body.ops.slice(first + 1).flatMap((op) => [op, ...within(op)]));
    const rewriting = new Set([loop.body.ops[first]!, ...within(loop.body.ops[first]!)]);
    const { position } = places.of(loop);
    return users.every(({ op, position: at, loops: around }) => {
      if (!matters(op) || behind.has(op)) return true;
      if (rewriting.has(op)) return op.kind === 'store' || op.kind === 'method';
      if (around.includes(loop)) return false;
      const inner = around.find((each) => isReversedInPlace(each)) as (LoopOp & Op) | undefined;
      return at < position || (inner !== undefined && isRewritten(memoryClass, inner));
    });
  };
  /** Whether it goes by another name somewhere. */
  const isCarried = (array: ValueId): boolean =>
    places.all.some(
      ({ op }) =>
        (op.kind === 'loop' && op.initial.includes(array)) ||
        regionsOf(op).some(({ end }) => carriedBy(end).includes(array)),
    );
  /** Whether an operation gives all elements of an array new values, and reads none. */
  const rewrites = (op: Op, array: ValueId): boolean => {
    if (op.kind === 'method') return op.name === 'fill' && op.array === array && op.args.length === 1;
    if (op.kind !== 'loop') return false;
    const { counted } = loops.factsOf(op);
    if (counted === undefined || counted.relation !== 'lt' || counted.induction.step !== 1) return false;
    const { index } = counted.induction;
    if (!isZero(op.initial[index]!) || !isLengthOf(counted.bound, array)) return false;
    if (within(op).some((inner) => inner.kind !== 'store' && inner.kind !== 'length' && uses(inner, array)))
      return false;
    const stores = op.body.ops.filter((inner) => inner.kind === 'store' && inner.array === array);
    const [store] = stores;
    return (
      op.body.end.kind === 'continue' &&
      op.body.ops.every((inner) => directExit(inner) === undefined) &&
      store?.kind === 'store' &&
      store.index === op.params[index]
    );
  };
  const isZero = (value: ValueId): boolean => {
    const op = places.definition(value);
    return op?.kind === 'const' && op.value === 0;
  };
  const isLengthOf = (value: ValueId, array: ValueId): boolean => {
    const [op, made] = [places.definition(value), places.definition(array)];
    if (op?.kind === 'length' && op.array === array) return true;
    return made?.kind === 'alloc' && made.init.form === 'sized' && made.init.length === value;
  };

  return {
    isShared: isRewritten,
    isOfTurn: (memoryClass, loop, around) =>
      isMade(memoryClass, loop) ||
      (isRewritten(memoryClass, loop) &&
        (around === undefined || isMade(memoryClass, around) || isRewritten(memoryClass, around))),
  };
}

function within(op: Op): readonly Op[] {
  return regionsOf(op).flatMap((region) => [...opsOf(region)]);
}
