/** Where adjoints of an array can be set instead of added up: one operation touches them, and no cell of them twice. */

import { isKeyed } from '../ir/type-facts.js';
import type { IrFunction, Op } from '../ir/types.js';
import { operandsOf, resultsOf } from '../ir/walk.js';
import type { Increments } from './increments.js';
import type { Loops } from './loops.js';
import type { Memory } from './memory.js';
import type { Places } from './places.js';
import type { Timing } from './stability.js';

export function findSoleContributions(
  fn: IrFunction,
  facts: {
    readonly memory: Memory;
    readonly places: Places;
    readonly loops: Loops;
    readonly increments: Increments;
    readonly isReversed: (op: Op) => boolean;
  },
  timing: Timing,
): (op: Op) => boolean {
  const { memory, places, loops, increments, isReversed } = facts;
  const touching = new Map<number, Op[]>();
  let calls = false;
  for (const { op } of places.all) {
    if (!isReversed(op) && !increments.covers(op)) continue;
    if (op.kind === 'call') calls = true;
    for (const value of [...operandsOf(op), ...resultsOf(op)]) {
      const memoryClass = memory.classOf(value);
      for (const alias of memoryClass === undefined ? [] : memory.aliasesOf(memoryClass)) {
        touching.set(alias, [...(touching.get(alias) ?? []), op]);
      }
    }
  }
  return (op) => {
    if (calls || op.kind !== 'load' || timing === 'callee' || isKeyed(fn.values.get(op.array)!.type)) return false;
    const memoryClass = memory.classOf(op.array)!;
    if (touching.get(memoryClass)?.length !== 1 || memory.isReturned(memoryClass)) return false;
    const around = places.of(op).loops;
    const [loop] = around;
    if (loop === undefined || around.length > 1 || !fn.params.some((param) => param.value === op.array)) return false;
    return loops.factsOf(loop).inductions.some(({ index }) => loop.params[index] === op.index);
  };
}
