/** Numbers from outside a loop of which the loop asks whether they are there, though their types say that they are. */

import type { FunctionKey, IrFunction, LoopOp, ValueId } from '../ir/types.js';
import { opsOf } from '../ir/walk.js';
import type { Places } from './places.js';

/** Elements of arrays may be missing: they are asked for where they are compared with nothing, or passed for an optional parameter. */
export function findAskedFor(
  fn: IrFunction,
  loop: LoopOp,
  places: Places,
  functions: ReadonlyMap<FunctionKey, IrFunction>,
): ReadonlySet<ValueId> {
  const found = new Set<ValueId>();
  const see = (value: ValueId): void => {
    const isNumber = fn.values.get(value)!.type.kind === 'number';
    if (isNumber && places.isInvariant(value, loop) && places.definition(value)?.kind === 'load') found.add(value);
  };
  const isNothing = (value: ValueId): boolean => {
    const definition = places.definition(value);
    return definition?.kind === 'const' && (definition.value === undefined || definition.value === null);
  };
  for (const op of [...opsOf(loop.test), ...opsOf(loop.body)]) {
    if (op.kind === 'apply' && op.args.some(isNothing)) op.args.forEach(see);
    if (op.kind !== 'call') continue;
    const callee = functions.get(op.callee.key);
    op.args.forEach((arg, i) => {
      const param = callee?.params[i];
      if (param !== undefined && callee?.values.get(param.value)?.type.kind === 'maybe') see(arg);
    });
  }
  return found;
}
