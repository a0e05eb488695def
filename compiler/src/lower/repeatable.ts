/** Whether operations may run a second time without anybody noticing: whether all that they change is what they have made. */

import type { Op, Region, ValueId } from '../ir/types.js';
import { isReference } from '../ir/type-facts.js';
import { resultsOf } from '../ir/walk.js';
import { parametersOf } from './calls.js';
import { takesSelf } from './classes.js';
import { type FunctionNode, type Lowering, typeOf } from './context.js';
import { givesOwn, type Written, writtenBy } from './writes.js';

/** @param ops lowered at the cursor, with whatever is within them. */
export function isRepeatable(cx: Lowering, ops: readonly Op[]): boolean {
  /** The names of fields in which objects that are made here may hold others that are not. */
  const foreign = new Set<string>();
  for (let size = -1; size < foreign.size; ) {
    size = foreign.size;
    if (!areRepeatable(cx, ops, foreign)) return false;
  }
  return true;
}

function areRepeatable(cx: Lowering, ops: readonly Op[], foreign: Set<string>): boolean {
  const made = new Set<ValueId>();
  const hold = (name: string, value: ValueId): void => {
    if (!made.has(value) && isReference(typeOf(cx, value))) foreign.add(name);
  };
  const areFine = (each: readonly Op[]): boolean => each.every(isFine);
  // What throws does so the first time.
  const isFineWithin = ({ ops: inner, end }: Region): boolean => end.kind === 'throw' || areFine(inner);
  const isFine = (op: Op): boolean => {
    switch (op.kind) {
      case 'const':
        made.add(op.result); // a field without a value yet
        return true;
      case 'apply':
      case 'load':
      case 'length':
        return true;
      case 'get':
        if (made.has(op.object) && !foreign.has(op.field)) made.add(op.result);
        return true;
      case 'alloc':
        for (const result of resultsOf(op)) made.add(result);
        if (op.init.form === 'object') for (const { name, value } of op.init.fields) hold(name, value);
        return true;
      case 'set':
        hold(op.field, op.value);
        return made.has(op.object);
      case 'store':
      case 'method':
        return made.has(op.array);
      case 'opaque':
        return op.effects !== 'effects' && op.variables.length === 0;
      case 'call': {
        const called = cx.calls.get(op.callee.key);
        if (called === undefined) return false;
        const [result] = op.results;
        if (result !== undefined && givesOwn(cx, called.node)) made.add(result);
        const written = writtenBy(cx, called.node);
        for (const name of written?.foreign ?? []) foreign.add(name);
        return written !== undefined && writesInto(cx, called.node, written, op.args).every((each) => made.has(each));
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

/** The arguments that a call may change. */
function writesInto(cx: Lowering, fn: FunctionNode, { into }: Written, all: readonly ValueId[]): readonly ValueId[] {
  const args = all.slice(cx.project.state.length);
  const first = takesSelf(cx.ts, fn) ? 1 : 0;
  return [...into].flatMap((each) => {
    const index = parametersOf(cx, fn).findIndex(({ name }) => cx.checker.getSymbolAtLocation(name) === each);
    const argument = each === 'this' ? args[0] : args[first + index];
    return argument === undefined ? [] : [argument];
  });
}
