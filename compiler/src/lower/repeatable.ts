/** Whether operations may run a second time without anybody noticing: whether all that they change is what they have made. */

import type { Op, Region, ValueId } from '../ir/types.js';
import { resultsOf } from '../ir/walk.js';
import type { Lowering } from './context.js';
import { functionEffects } from './effects.js';

/** @param ops lowered at the cursor, with whatever is within them. */
export function isRepeatable(cx: Lowering, ops: readonly Op[]): boolean {
  const made = new Set<ValueId>();
  const areFine = (each: readonly Op[]): boolean => each.every(isFine);
  // What throws does so the first time.
  const isFineWithin = ({ ops: inner, end }: Region): boolean => end.kind === 'throw' || areFine(inner);
  const isFine = (op: Op): boolean => {
    switch (op.kind) {
      case 'const':
      case 'apply':
      case 'load':
      case 'get':
      case 'length':
        return true;
      case 'alloc':
        for (const result of resultsOf(op)) made.add(result);
        return true;
      case 'set':
        return made.has(op.object);
      case 'store':
      case 'method':
        return made.has(op.array);
      case 'opaque':
        return op.effects !== 'effects' && op.variables.length === 0;
      case 'call': {
        const called = cx.calls.get(op.callee.key);
        return called !== undefined && !functionEffects(cx, called.node).writesArguments;
      }
      case 'if':
        return isFineWithin(op.then) && isFineWithin(op.else);
      case 'loop':
        return isFineWithin(op.test) && isFineWithin(op.body);
      case 'block':
        return isFineWithin(op.body);
      default:
        return false;
    }
  };
  return areFine(ops);
}
