/** Arrays and objects that a loop hands on from turn to turn, as far as they have shadows. */

import { isReference } from '../ir/type-facts.js';
import type { IrFunction, LoopOp, Op, ValueId } from '../ir/types.js';
import { operandsOf, opsOf } from '../ir/walk.js';
import type { Activity } from './activity.js';
import type { Effects } from './effects.js';
import type { ClassId, Memory } from './memory.js';
import type { Places } from './places.js';

/** What the program knows it by behind the loop, and what before a turn: one and the same, where the turns write in place. */
export type CarriedMemory = { readonly behind: ValueId; readonly before: ValueId };

export function findCarriedMemory(
  fn: IrFunction,
  loop: LoopOp & Op,
  facts: {
    readonly memory: Memory;
    readonly effects: Effects;
    readonly activity: Activity;
    readonly places: Places;
  },
): readonly CarriedMemory[] {
  const { memory, effects, activity, places } = facts;
  const isShadowed = (value: ValueId): boolean =>
    isReference(fn.values.get(value)!.type) && activity.hasShadow(value) && memory.classOf(value) !== undefined;
  const handedOn = loop.params.flatMap((before, i) => {
    const behind = loop.results[i]!;
    return isShadowed(before) && isShadowed(behind) ? [{ behind, before }] : [];
  });

  const reaches = (value: ValueId, id: ClassId): boolean => {
    const inner = memory.reachableFrom(memory.classOf(value)!);
    return inner.includes(id) || memory.aliasesOf(id).some((alias) => inner.includes(alias));
  };
  const outside = (op: Op): readonly ValueId[] =>
    operandsOf(op).filter((value) => places.isInvariant(value, loop) && isShadowed(value));
  const ops = [...opsOf(loop.body)];
  const used = new Set(ops.flatMap(outside));
  const written = new Set<ValueId>();
  for (const op of ops) {
    for (const { memoryClass } of effects.writesOf(op)) {
      const direct = outside(op).filter((value) => reaches(value, memoryClass));
      // What is written may have been found in something that comes from outside.
      const holders = direct.length > 0 ? direct : [...used].filter((value) => reaches(value, memoryClass));
      for (const value of holders) written.add(value);
    }
  }
  // What the turns only write hands nothing on.
  const read = new Set(ops.flatMap((op) => outside(op).filter((value) => !isTarget(op, value))));
  const inPlace = [...written].filter((value) => read.has(value)).map((value) => ({ behind: value, before: value }));
  return [...handedOn, ...inPlace];
}

const isTarget = (op: Op, value: ValueId): boolean =>
  op.kind === 'length' || (op.kind === 'store' && op.array === value) || (op.kind === 'set' && op.object === value);
