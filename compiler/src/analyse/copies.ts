/**
 * Arrays that a loop only reads, and that something overwrites later: a copy of the cells made before the loop stands for all its loads.
 *
 * Offered are copies of what loops read that count from a constant up to a bound that is known before. Whether a copy costs less
 * than what it saves is decided with all the rest.
 */

import { NUMBER } from '../ir/type-facts.js';
import type { IrFunction, LoadOp, LoopOp, Op, ValueId, ValueInfo } from '../ir/types.js';
import type { Overwrites } from './effects.js';
import type { Loops } from './loops.js';
import { ELEMENTS, type Memory } from './memory.js';
import type { Places } from './places.js';
import type { Segment, Segments } from './segments.js';
import type { Stability } from './stability.js';

export type Copy = {
  /** Where the copy begins on the tape: a value of its own, in the segment around the loop. */
  readonly value: ValueId;
  readonly info: ValueInfo;
  readonly of: ValueId;
  readonly loop: LoopOp;
  /** The cells below `bound + plus` are copied. */
  readonly end: End;
};

/** The bound is that of the loop which counts the cells, and may be computed in its test. */
type End = { readonly counter: LoopOp; readonly bound: ValueId; plus: number };

export type Copies = {
  readonly all: readonly Copy[];
  /** The copy that a load may be repeated from. */
  readonly readBy: (load: Op) => Copy | undefined;
};

type Facts = {
  readonly memory: Memory;
  readonly overwrites: Overwrites;
  readonly places: Places;
  readonly loops: Loops;
  readonly segments: Segments;
  readonly stability: Stability;
  /** Whether loads within the loop are left as they are. */
  readonly isLeftOut: (loop: LoopOp) => boolean;
};

export const NO_COPIES: Copies = { all: [], readBy: () => undefined };

/** The copies count among the values of the stretches in which they are made. */
export function withCopies(segments: Segments, { all }: Copies): Segments {
  const around = new Map(all.map(({ value, loop }) => [value, segments.ofRegion(loop.body).parent!]));
  return { ...segments, definedIn: (value) => around.get(value) ?? segments.definedIn(value) };
}

export function findCopies(fn: IrFunction, facts: Facts): Copies {
  const { memory, overwrites, places, loops, segments } = facts;
  const found = new Map<string, Copy>();
  const readBy = new Map<Op, Copy>();
  let next = Math.max(-1, ...fn.values.keys()) + 1;

  const constantOf = (value: ValueId): number | undefined => {
    const op = places.definition(value);
    return op?.kind === 'const' && typeof op.value === 'number' && Number.isInteger(op.value) ? op.value : undefined;
  };
  /** Whether a loop's bound can be told before the outermost loop of a nest. */
  const isAhead = (bound: ValueId, counter: LoopOp, nest: readonly LoopOp[]): boolean => {
    const [loop] = nest;
    const op = places.definition(bound);
    if (op === undefined || !counter.test.ops.includes(op)) return places.isInvariant(bound, loop!);
    if (op.kind === 'apply') return op.args.every((arg) => isAhead(arg, counter, nest));
    if (op.kind !== 'length') return op.kind === 'const';
    const memoryClass = memory.classOf(op.array);
    return (
      memoryClass !== undefined && places.isInvariant(op.array, loop!) && !overwrites.writtenIn(loop!, memoryClass)
    );
  };
  /** A value as another one and an integer that is added to it. */
  const shifted = (value: ValueId): { readonly base: ValueId; readonly by: number } => {
    const op = places.definition(value);
    if (op?.kind === 'apply' && (op.primitive === 'add' || op.primitive === 'sub')) {
      const [left, right] = op.args as [ValueId, ValueId];
      const [first, second] = [constantOf(left), constantOf(right)];
      if (second !== undefined) return { base: left, by: op.primitive === 'add' ? second : -second };
      if (first !== undefined && op.primitive === 'add') return { base: right, by: first };
    }
    return { base: value, by: 0 };
  };
  /** `counter + plus`, where the counter goes up from a constant. */
  const rangeOf = (index: ValueId, nest: readonly LoopOp[]): End | undefined => {
    const { base, by } = shifted(index);
    const counter = places.loopOf(base);
    if (counter === undefined || !nest.includes(counter)) return undefined;
    // A loop that may end early need not come near its bound.
    const { counted } = loops.factsOf(counter);
    if (counted === undefined || counted.induction.step < 0 || counter.params[counted.induction.index] !== base)
      return undefined;
    const first = constantOf(counter.initial[counted.induction.index]!);
    // What lies before the first cell belongs to another copy.
    if (first === undefined || first + by < 0) return undefined;
    if (!isAhead(counted.bound, counter, nest)) return undefined;
    const plus = by + (counted.relation === 'le' ? 1 : 0);
    return { counter, bound: counted.bound, plus };
  };
  const isRunEveryTurn = (at: Segment, { body }: LoopOp): boolean => {
    const first = segments.ofRegion(body);
    for (let segment = at; segment !== first; segment = segment.parent!) if (segment.loop === undefined) return false;
    return true;
  };
  const offer = (op: LoadOp & Op, nest: readonly LoopOp[]): Copy | undefined => {
    const [loop] = nest as readonly [LoopOp];
    const memoryClass = memory.classOf(op.array)!;
    if (!places.isInvariant(op.array, loop) || overwrites.writtenIn(loop, memoryClass)) return undefined;
    if (!isRunEveryTurn(segments.definedIn(op.result)!, loop)) return undefined;
    const end = rangeOf(op.index, nest);
    if (end === undefined) return undefined;
    const key = `${op.array} ${loop.label} ${end.counter.label} ${end.bound}`;
    const known = found.get(key);
    if (known !== undefined) {
      known.end.plus = Math.max(known.end.plus, end.plus);
      return known;
    }
    const { name } = fn.values.get(op.array)!;
    const made: Copy = {
      value: next++ as ValueId,
      info: { type: NUMBER, name: name === undefined ? undefined : `${name}Start` },
      of: op.array,
      loop,
      end,
    };
    found.set(key, made);
    return made;
  };
  const mayBeCopied = (op: LoadOp & Op): boolean => {
    const type = fn.values.get(op.array)!.type;
    if (type.kind !== 'array' || type.instance !== undefined || type.kinds !== undefined) return false;
    const isTuple = type.storage === 'Array' && type.fixedLength !== undefined;
    if (op.mayMiss || isTuple || type.element.kind !== 'number') return false;
    return segments.definedIn(op.result) !== undefined && !facts.stability.isStable(op, op.array, ELEMENTS);
  };
  for (const { op, loops: around } of places.all) {
    if (op.kind !== 'load' || around.some(facts.isLeftOut) || !mayBeCopied(op)) continue;
    for (let i = 0; i < around.length && !readBy.has(op); i++) {
      const copy = offer(op, around.slice(i));
      if (copy !== undefined) readBy.set(op, copy);
    }
  }
  return { all: [...found.values()], readBy: (load) => readBy.get(load) };
}
