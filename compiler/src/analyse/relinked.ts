/**
 * References that a caller may replace after a call: the storing half of a function saw others in their cells than its
 * reversing half would find. (Within one function that is what `Overwrites` answers.)
 */

import type { FunctionKey, IrFunction } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import { type Effects, Overwrites } from './effects.js';
import type { ClassId, Memory } from './memory.js';
import { findPlaces } from './places.js';

/** For each function, whether the references that a class holds may be replaced between a call of it and its reversal. */
export type Relinked = (key: FunctionKey, memoryClass: ClassId) => boolean;

export function analyseRelinked(
  functions: ReadonlyMap<FunctionKey, IrFunction>,
  memories: ReadonlyMap<FunctionKey, Memory>,
  effects: ReadonlyMap<FunctionKey, Effects>,
): Relinked {
  const found = new Map([...functions.keys()].map((key) => [key, new Set<ClassId>()]));
  const relinked: Relinked = (key, memoryClass) => {
    const its = found.get(key);
    return (
      its !== undefined &&
      its.size > 0 &&
      memories
        .get(key)!
        .aliasesOf(memoryClass)
        .some((id) => its.has(id))
    );
  };
  const calls = [...functions].flatMap(([key, fn]) => {
    const memory = memories.get(key)!;
    const calling = [...opsOf(fn.body)].flatMap((op) =>
      op.kind === 'call' && functions.has(op.callee.key) ? [op] : [],
    );
    if (calling.length === 0) return [];
    const overwrites = new Overwrites(memory, findPlaces(fn), effects.get(key)!);
    return calling.flatMap((op) =>
      [...memory.instantiate(op)].map(([theirs, ours]) => ({
        caller: key,
        callee: op.callee.key,
        theirs,
        ours,
        here: memory.fieldsOf(ours).some((field) => overwrites.writtenAfter(op, ours, field)),
      })),
    );
  });
  for (let changed = true; changed; ) {
    changed = false;
    for (const { caller, callee, theirs, ours, here } of calls) {
      const its = found.get(callee)!;
      if (its.has(theirs) || !(here || relinked(caller, ours))) continue;
      its.add(theirs);
      changed = true;
    }
  }
  return relinked;
}
