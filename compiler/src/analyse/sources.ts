/** Whether a value of the forward sweep can be computed again in the reverse sweep, and from what. */

import { mayHoldIntegers } from '../ir/type-facts.js';
import type { ApplyOp, IrFunction, Op, ValueId } from '../ir/types.js';
import { comparedWithNothing, comparesMissing } from './asked-for.js';
import type { Copies } from './copies.js';
import type { Loops } from './loops.js';
import { ELEMENTS, type Memory } from './memory.js';
import type { Places } from './places.js';
import { primitives } from './rules-facts.js';
import type { Segments } from './segments.js';
import type { Stability } from './stability.js';

/** A value of the forward sweep: the primal one, or the shadow of a reference. */
export type Needed = { readonly value: ValueId; readonly shadow: boolean };

/** The key of a primal value, or of its shadow. */
export function keyOf({ value, shadow }: Needed): number {
  return value * 2 + (shadow ? 1 : 0);
}

/** @returns for a value, what it is computed from; undefined: it cannot be computed again, or that takes long. */
export function findSources(
  fn: IrFunction,
  facts: {
    readonly memory: Memory;
    readonly places: Places;
    readonly loops: Loops;
    readonly segments: Segments;
    readonly stability: Stability;
    readonly copies: Copies;
  },
): (needed: Needed) => readonly Needed[] | undefined {
  const { memory, places, loops, segments } = facts;
  const { isStable, keepsShadow, resizable } = facts.stability;
  const copyReadBy = facts.copies.readBy;
  const typeOf = (value: ValueId) => fn.values.get(value)!.type;
  const primal = (value: ValueId): Needed => ({ value, shadow: false });
  const known = new Map<number, readonly Needed[] | undefined>();
  const sources = (needed: Needed): readonly Needed[] | undefined => {
    const key = keyOf(needed);
    if (!known.has(key)) known.set(key, findFor(needed));
    return known.get(key);
  };
  const findFor = (needed: Needed): readonly Needed[] | undefined => {
    const op = places.definition(needed.value);
    if (op === undefined) {
      const loop = places.loopOf(needed.value);
      if (loop === undefined || needed.shadow) return undefined;
      const index = loop.params.indexOf(needed.value);
      const induction = loops.factsOf(loop).inductions.find((i) => i.index === index);
      return induction === undefined ? undefined : [primal(loop.initial[index]!)];
    }
    if (needed.shadow) return shadowSources(op);
    switch (op.kind) {
      case 'const':
        return [];
      case 'apply':
        if (losesAnswer(op) && segments.definedIn(op.result) !== undefined) return undefined;
        return primitives[op.primitive]?.cost === 'costly' ? undefined : op.args.map(primal);
      case 'length': {
        const memoryClass = memory.classOf(op.array);
        if (memoryClass === undefined || resizable(op.array, op, memoryClass)) return undefined;
        return [primal(op.array)];
      }
      case 'load':
        if (isStable(op, op.array, ELEMENTS)) return [primal(op.array), primal(op.index)];
        return copyReadBy(op) && [primal(copyReadBy(op)!.value), primal(op.index)];
      case 'get':
        return isStable(op, op.object, op.field) ? [primal(op.object)] : undefined;
      default:
        return undefined;
    }
  };
  /** A number that may be missing is recorded, and copied, as one that is none. */
  const losesAnswer = (op: ApplyOp): boolean =>
    comparedWithNothing(fn, op, places).length > 0 || comparesMissing(fn, op, places);
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
  return sources;
}
