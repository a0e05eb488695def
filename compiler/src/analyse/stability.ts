/** Whether the reverse sweep, reading memory again, finds what the forward sweep found there. */

import { present } from '../ir/type-facts.js';
import type { IrFunction, Op, ValueId } from '../ir/types.js';
import type { Effects, Overwrites } from './effects.js';
import { type ClassId, ELEMENTS, type Memory } from './memory.js';
import type { Places } from './places.js';

/**
 * When the reverse sweep runs: at once; some time later, when the caller may have changed what it can see; or later as part of
 * a caller's reverse sweep, where a copy of every array at every call would cost more than it saves.
 */
export type Timing = 'joint' | 'later' | 'callee';

export type Stability = {
  /** The cell holds the same when the reverse sweep reads it again. */
  readonly isStable: (op: Op, container: ValueId, field: string) => boolean;
  readonly keepsShadow: (op: Op, container: ValueId, field: string) => boolean;
  readonly resizable: (array: ValueId, op: Op, memoryClass: ClassId) => boolean;
};

export function analyseStability(
  fn: IrFunction,
  facts: {
    readonly memory: Memory;
    readonly effects: Effects;
    readonly places: Places;
    readonly overwrites: Overwrites;
    readonly isRelinked: (memoryClass: ClassId) => boolean;
  },
  timing: Timing,
): Stability {
  const { memory, places, overwrites } = facts;
  const later = timing !== 'joint';
  const snapshotsAllowed = timing === 'later';
  const typeOf = (value: ValueId) => fn.values.get(value)!.type;
  // Of what a module keeps no snapshot is made: what is needed of it is recorded.
  const params = new Set(fn.params.flatMap((param) => (param.state === undefined ? [param.value] : [])));

  /**
   * The shadow holds the same reference when the reverse sweep reads it again, a second time too: a reversed function leaves
   * shadows from outside in the structure that they had on entry. So a callee asks two questions. `isRelinked` knows of what a
   * caller puts there behind the call, into memory of its own as well, whose shadows keep the structure that they had in the end. What was
   * put there before the load (by the function itself, or by a caller ahead of the call) is gone when a pullback is called again: that is
   * what `isRewiredAnywhere` knows.
   */
  const keepsShadow = (op: Op, container: ValueId, field: string): boolean => {
    const memoryClass = memory.classOf(container);
    if (memoryClass === undefined || !isUnwritten(op, container, field)) return false;
    if (!later) return true;
    if (!snapshotsAllowed && facts.isRelinked(memoryClass)) return false;
    const writers = overwrites.writersOf(memoryClass, field);
    if (!memory.isExternal(memoryClass)) return writers.every((writer) => writer.kind !== 'call');
    return snapshotsAllowed ? writers.length === 0 : !facts.effects.isRewiredAnywhere(memoryClass, field);
  };
  /** The function does not write the cell after the load. */
  const isUnwritten = (op: Op, container: ValueId, field: string): boolean => {
    const memoryClass = memory.classOf(container);
    return memoryClass !== undefined && !overwrites.writtenAfter(op, memoryClass, field);
  };
  /** The cell holds the same when the reverse sweep reads it again. */
  const isStable = (op: Op, container: ValueId, field: string): boolean => {
    const memoryClass = memory.classOf(container);
    if (memoryClass === undefined || !isUnwritten(op, container, field)) return false;
    if (!later) return true;
    if (!memory.isExternal(memoryClass)) return !memory.isReturned(memoryClass);
    return snapshotsAllowed && !overwrites.everWritten(memoryClass) && cameFromParameter(container);
  };
  const resizable = (array: ValueId, op: Op, memoryClass: number): boolean => {
    const type = present(typeOf(array));
    const isFixed = type.kind !== 'array' || type.storage !== 'Array' || type.fixedLength !== undefined;
    if (isFixed && type.kind !== 'keyed') return false;
    if (overwrites.resizedAfter(op, memoryClass)) return true;
    if (!later) return false;
    if (!memory.isExternal(memoryClass)) return memory.isReturned(memoryClass);
    return !snapshotsAllowed || overwrites.everWritten(memoryClass) || !cameFromParameter(array);
  };
  /** Reached by loads alone, all of which read snapshots. */
  const cameFromParameter = (value: ValueId): boolean => {
    if (params.has(value)) return true;
    const op = places.definition(value);
    if (op?.kind === 'load') return isStable(op, op.array, ELEMENTS);
    if (op?.kind === 'get') return isStable(op, op.object, op.field);
    return false;
  };
  return { isStable, keepsShadow, resizable };
}
