/** What a function leaves outside, where later code may find it. */

import type { CallOp, Op } from '../ir/types.js';
import { operandsOf } from '../ir/walk.js';
import type { ActivityState, LeftOutside, SummaryOf } from './activity-state.js';
import type { ClassId } from './memory.js';

/** Asked when all that is varied has been found. */
export function findLeftOutside(state: ActivityState, ops: readonly Op[], summaryOf: SummaryOf): LeftOutside {
  const { facts, memory, variedCells, anyVaried, maskOf } = state;
  const calls = ops.filter((op): op is CallOp & Op => op.kind === 'call' && facts.functions.has(op.callee.key));
  const summaries = calls.flatMap((op) => {
    const mask = maskOf(op);
    return mask.includes('1') ? [summaryOf(op.callee.key, mask)] : [];
  });
  // What a callee makes known is known outside without an operation here.
  const exposed = new Set<ClassId>();
  for (const op of calls) {
    const theirs = facts.memory.get(op.callee.key);
    for (const [from, to] of memory.instantiate(op)) if (theirs?.isExposed(from) === true) exposed.add(to);
  }
  const keys = new Set(summaries.flatMap(({ variedOutside }) => variedOutside));
  let keepsVaried = summaries.some((summary) => summary.keepsVaried);
  for (const [id] of variedCells) {
    if (memory.isOuter(id) || exposed.has(id)) keepsVaried = true;
    // Of arguments callers are told by the cells.
    if (memory.isExposed(id) && !memory.isExternal(id)) memory.keysOf(id).forEach((key) => keys.add(key));
  }
  keepsVaried ||= ops.some((op) => op.kind === 'opaque' && op.effects === 'effects' && operandsOf(op).some(anyVaried));
  return { keepsVaried, variedOutside: [...keys] };
}
